import type { Judgement, Provenance, SlimShape } from '@mitoscope/analysis'
import type { SweepConfig } from '@mitoscope/training'
import type { Generated, GeneratedAlways } from 'kysely'
import type { SlimReport } from '@mitoscope/analysis'
import type {
  AccountInvitationTable,
  ApiTokenTable,
  AuthAccountTable,
  AuthSessionTable,
  AuthUserTable,
  SignInAddressTable,
  SignInAttemptTable,
} from './account-tables.ts'
import type {
  Defaulted,
  Failure,
  Json,
  JsonObject,
  NullableJson,
  RecordColumns,
  Stamp,
} from './column-types.ts'
import type { RunTagTable, TrainingRunTable } from './run-tables.ts'
import type {
  BranchSeriesTable,
  MetricBatchTable,
  MetricBucketTable,
  MetricPointTable,
  MetricSeriesTable,
  RunBranchTable,
} from './metric-tables.ts'
import type { RepresentationTable, UploadTable } from './representation-tables.ts'

/** Tables of migrations/, for Kysely. Columns are camelCase here and snake_case in the database. */
export interface Tables {
  project: ProjectTable
  projectMember: ProjectMemberTable
  model: ModelTable
  sweep: SweepTable
  siteReport: SiteReportTable
  trainingRun: TrainingRunTable
  runTag: RunTagTable
  metricSeries: MetricSeriesTable
  metricPoint: MetricPointTable
  metricBucket: MetricBucketTable
  metricBatch: MetricBatchTable
  runBranch: RunBranchTable
  branchSeries: BranchSeriesTable
  labSecret: LabSecretTable
  labIdentity: LabIdentityTable
  blob: BlobTable
  checkpoint: CheckpointTable
  representation: RepresentationTable
  upload: UploadTable
  analysis: AnalysisTable
  pairComparison: PairComparisonTable
  claim: ClaimTable
  claimJudgement: ClaimJudgementTable
  runSummary: RunSummaryTable
  job: JobTable
  jobLog: JobLogTable
  worker: WorkerTable
  auditEvent: AuditEventTable
  authUser: AuthUserTable
  authSession: AuthSessionTable
  authAccount: AuthAccountTable
  apiToken: ApiTokenTable
  accountInvitation: AccountInvitationTable
  signInAttempt: SignInAttemptTable
  signInAddress: SignInAddressTable
}

export interface ProjectTable extends RecordColumns {
  name: string
  description: Generated<string>
}

export interface ProjectMemberTable {
  projectId: string
  userId: string
  role: 'viewer' | 'editor' | 'admin'
  createdAt: Stamp
}

export interface ModelTable extends RecordColumns {
  projectId: string
  name: string
  architecture: string
  dataset: string
  recipe: Defaulted<JsonObject>
  notes: Generated<string>
}

/** Analysis that starts once its representation exists. Requests of earlier versions have no seed or sizes. */
export interface RequestedAnalysis {
  measure: string
  options: JsonObject
  /** Seed of the draws; 0 by default. */
  seed?: number
  /** Chunk sizes in addition to the halvings of the width. */
  sizes?: number[]
}

export interface SweepTable extends RecordColumns {
  projectId: string
  modelId: string
  name: string
  config: Json<SweepConfig>
  analyses: Defaulted<RequestedAnalysis[]>
  reportSettings: NullableJson<ReportSettings>
  report: NullableJson<SlimReport>
  /** Idempotency key from the caller: the same key is the same sweep. */
  clientKey: string | null
}

/** Report of a sweep on a site other than that of the sweep's own report. */
export interface SiteReportTable {
  sweepId: string
  site: string
  report: Json<SlimReport>
  updatedAt: Stamp
}

export interface LabSecretTable {
  name: string
  value: string
  createdAt: Stamp
}

/** Identity of the lab: one row, once the lab has been opened. */
export interface LabIdentityTable {
  single: Generated<boolean>
  id: string
  /** True if the blob store holds the same id. */
  inStore: Generated<boolean>
  createdAt: Stamp
}

export interface BlobTable {
  hash: string
  bytes: number
  createdAt: Stamp
}

export interface CheckpointTable {
  id: string
  runId: string
  epoch: number
  blobHash: string | null
  metrics: Defaulted<JsonObject>
  /** Analyses to compute once the checkpoint's representation exists. */
  analyses: Defaulted<RequestedAnalysis[]>
  createdAt: Stamp
}

export type WorkState = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled'

export interface AnalysisTable extends RecordColumns {
  projectId: string
  runId: string
  representationId: string
  measure: string
  version: number
  options: Json<JsonObject>
  seed: number
  sizes: Defaulted<number[]>
  question: string
  state: WorkState
  result: NullableJson<SlimShape>
  scalars: Defaulted<{ [name: string]: number | null }>
  arrays: Defaulted<ArrayPlace[]>
  resultBlob: string | null
  provenance: NullableJson<Provenance>
  warnings: Defaulted<{ code: string; message: string }[]>
  failure: NullableJson<Failure>
  startedAt: Date | null
  finishedAt: Date | null
}

export interface PairComparisonTable extends RecordColumns {
  projectId: string
  firstId: string
  secondId: string
  firstRunId: string
  secondRunId: string
  /** Input hash of the first representation; `secondInput` is that of the second. */
  firstInput: string
  secondInput: string
  measure: string
  version: number
  options: Json<JsonObject>
  question: string
  state: WorkState
  scalars: Defaulted<
    { id: string; label: string; value: number | null; low: number | null; high: number | null }[]
  >
  provenance: NullableJson<Provenance>
  warnings: Defaulted<{ code: string; message: string }[]>
  failure: NullableJson<Failure>
  startedAt: Date | null
  finishedAt: Date | null
}

/** Rule by which a claim of the lab is judged: the mean over seeds of a number of an analysis, at some settings. */
export interface ClaimRule {
  measure: string
  /** All options of the measure. */
  options: JsonObject
  /** Name of the number in the result. */
  scalar: string
  comparison: 'above' | 'below'
  threshold: number
  /** Smallest and largest width that the claim is about; null for no limit. */
  minWidth: number | null
  maxWidth: number | null
  /** Weight decay that the claim is about; null for any. */
  weightDecay: number | null
}

/** Verdict on a claim with its reason and the numbers behind it. */
interface JudgementColumns {
  verdict: Judgement['verdict']
  reason: string
  ours: Defaulted<Judgement['ours'][number][]>
}

export interface ClaimTable extends RecordColumns, JudgementColumns {
  projectId: string
  /** Sweep whose reports judge a claim of the paper; null for a claim of the lab. */
  sweepId: string | null
  /** Model whose analyses judge a claim of the lab; null for a claim of the paper. */
  modelId: string | null
  /** Name of a claim of the paper. */
  name: string | null
  statement: string
  /** Number of the paper, with its network. */
  paper: string | null
  rule: NullableJson<ClaimRule>
  /** Time at which the judgement changed last. */
  judgedAt: Stamp
  /** Time of the report that the judgement is by; null for a claim of the lab. */
  judgedBy: string | null
  /** Verdict before the latest turn; null if the claim never turned. */
  previousVerdict: Judgement['verdict'] | null
  turnedAt: Date | null
}

export interface ClaimJudgementTable extends JudgementColumns {
  id: GeneratedAlways<string>
  claimId: string
  at: Stamp
}

export interface RunSummaryTable {
  question: string
  representationId: string
  blobHash: string
  createdAt: Stamp
}

/** Position of an array: the bytes of the result's JSON blob from `start` to `end` hold its numbers. */
export interface ArrayPlace {
  name: string
  shape: number[]
  start: number
  end: number
  /** Names of the columns, if they hold different quantities. */
  columns?: string[]
}

export interface ReportSettings {
  threshold: number
  draws: number
  seed: number
  /** Site of the report; that which means of the model are over, if it is left out. */
  site?: string
}

export interface JobTable extends Omit<RecordColumns, 'deletedAt'> {
  projectId: string
  kind: 'train' | 'analyze' | 'report' | 'represent' | 'compare'
  subjectId: string
  state: WorkState
  priority: Generated<number>
  phase: string | null
  progress: Generated<number>
  secondsLeft: number | null
  attempt: Generated<number>
  maxAttempts: Generated<number>
  /** Longest duration of an attempt in seconds. */
  timeLimit: Generated<number>
  workerId: string | null
  device: string | null
  heartbeatAt: Date | null
  cancelRequested: Generated<boolean>
  /** Blob of the state from which the next attempt continues. */
  stateBlob: string | null
  /** Attempt that saved the state. */
  stateAttempt: number | null
  /** Failed attempts that had saved a newer state, and therefore do not count. */
  uncountedAttempts: Generated<number>
  failure: NullableJson<Failure>
  requestId: string | null
  startedAt: Date | null
  finishedAt: Date | null
}

export interface JobLogTable {
  jobId: string
  line: GeneratedAlways<number>
  at: Stamp
  message: string
}

export interface WorkerTable {
  id: string
  host: string
  process: number
  device: string
  backend: string | null
  version: string
  startedAt: Stamp
  seenAt: Stamp
}

export interface AuditEventTable {
  id: GeneratedAlways<number>
  at: Stamp
  actor: string
  userId: string | null
  tokenId: string | null
  requestId: string | null
  projectId: string | null
  action: string
  subject: string
  detail: Defaulted<JsonObject>
}
