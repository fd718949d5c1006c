import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'

/** Tables of migrations/, for Kysely. Columns are camelCase here and snake_case in the database. */
export interface Tables {
  project: ProjectTable
  projectMember: ProjectMemberTable
  model: ModelTable
  sweep: SweepTable
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

/** Column written as JSON text (json.ts) and read as its value. */
type Json<T extends object> = JSONColumnType<T, string, string>
type Defaulted<T extends object> = ColumnType<T, string | undefined, string>
/** Time that the database sets when it inserts the row. */
type Stamp = ColumnType<Date, Date | undefined, Date>

interface RecordColumns {
  id: string
  createdBy: string | null
  createdAt: Stamp
  updatedAt: Stamp
  deletedAt: Date | null
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

export interface SweepTable extends RecordColumns {
  projectId: string
  modelId: string
  name: string
  config: Json<JsonObject>
  analyses: Defaulted<{ measure: string; options: JsonObject }[]>
  reportSettings: ColumnType<ReportSettings | null, string | null | undefined, string | null>
  report: ColumnType<JsonObject | null, string | null | undefined, string | null>
  /** Idempotency key from the caller: the same key is the same sweep. */
  clientKey: string | null
}

export type RunState = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled' | 'logged' | 'crashed'

export interface TrainingRunTable extends RecordColumns {
  projectId: string
  modelId: string
  sweepId: string | null
  name: string
  width: number
  seed: number | null
  weightDecay: number | null
  dataset: string
  state: RunState
  config: Defaulted<JsonObject>
  notes: Generated<string>
  interpolationEpoch: number | null
  backend: string | null
  device: string | null
  failure: ColumnType<Failure | null, string | null | undefined, string | null>
  /** Facts of the training by this lab, as in training-facts.ts. */
  training: ColumnType<JsonObject | null, string | null | undefined, string | null>
  /** True if a script logs the run. */
  logged: Generated<boolean>
  clientKey: string | null
  /** Input of createRun; null for runs trained here and those created before the column existed. */
  given: ColumnType<JsonObject | null, string | null | undefined, never>
  /** Time of the script's last heartbeat. */
  heartbeatAt: Date | null
  /** Longest silence in seconds that the script promised; without one the run never counts as crashed. */
  heartbeatSeconds: number | null
  startedAt: Date | null
  finishedAt: Date | null
}

export interface RunTagTable {
  runId: string
  tag: string
}

interface SeriesColumns {
  name: string
  points: Generated<number>
  notFinite: Generated<number>
  firstStep: number | null
  lastStep: number | null
  lastFiniteStep: number | null
  last: number | null
  min: number | null
  max: number | null
}

export interface MetricSeriesTable extends SeriesColumns {
  id: GeneratedAlways<number>
  runId: string
}

/** Points of a series that were cut off when its run resumed. */
export interface BranchSeriesTable extends SeriesColumns {
  id: Generated<number>
  branchId: string
}

export interface RunBranchTable {
  id: string
  runId: string
  fromStep: number
  points: number
  createdBy: string | null
  cutAt: Stamp
}

export interface MetricPointTable {
  seriesId: number
  step: number
  value: number | null
}

export interface MetricBucketTable {
  seriesId: number
  level: number
  bucket: number
  points: number
  notFinite: number
  min: number | null
  max: number | null
  minStep: number | null
  maxStep: number | null
}

export interface MetricBatchTable {
  id: GeneratedAlways<number>
  runId: string
  key: string
  content: string
  /** Points as JSON text. */
  points: string
  createdAt: Stamp
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
  analyses: Defaulted<{ measure: string; options: JsonObject }[]>
  createdAt: Stamp
}

export interface RepresentationTable extends Omit<RecordColumns, 'updatedAt'> {
  projectId: string
  runId: string
  epoch: number | null
  fileName: string
  format: string
  blobHash: string
  inputHash: string
  width: number
  testRows: number
  trainRows: number | null
  classes: number | null
  tensors: Defaulted<{ name: string; dtype: string; shape: number[] }[]>
}

export interface UploadTable extends Omit<RecordColumns, 'deletedAt'> {
  projectId: string
  runId: string
  epoch: number | null
  fileName: string
  bytes: number
  hash: string
  state: 'receiving' | 'finished' | 'failed' | 'expired'
  representationId: string | null
  failure: ColumnType<Failure | null, string | null | undefined, string | null>
  /** Name of the actor who declared the upload, for the audit trail. */
  actor: string
  expiresAt: Date
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
  result: ColumnType<JsonObject | null, string | null | undefined, string | null>
  scalars: Defaulted<{ [name: string]: number | null }>
  arrays: Defaulted<ArrayPlace[]>
  resultBlob: string | null
  provenance: ColumnType<JsonObject | null, string | null | undefined, string | null>
  warnings: Defaulted<{ code: string; message: string }[]>
  failure: ColumnType<Failure | null, string | null | undefined, string | null>
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
  provenance: ColumnType<JsonObject | null, string | null | undefined, string | null>
  warnings: Defaulted<{ code: string; message: string }[]>
  failure: ColumnType<Failure | null, string | null | undefined, string | null>
  startedAt: Date | null
  finishedAt: Date | null
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
  failure: ColumnType<Failure | null, string | null | undefined, string | null>
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

/**
 * Accounts. Better Auth writes most of the following four tables; only columns that our queries use are
 * listed.
 */
export interface AuthUserTable {
  id: string
  name: string
  email: string
  emailVerified: boolean
  createdAt: Stamp
  updatedAt: Stamp
  siteAdmin: Generated<boolean>
  disabledAt: Date | null
}

export interface AuthSessionTable {
  id: string
  userId: string
  expiresAt: Date
}

export interface AuthAccountTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  updatedAt: Date
}

export interface ApiTokenTable {
  id: string
  /** Id of the user. */
  referenceId: string
  name: string | null
  /** First characters of the token. */
  start: string | null
  /** Hash of the token. */
  key: string
  enabled: boolean | null
  /** Permissions as JSON: { lab: [scope] }. */
  permissions: string | null
  lastRequest: Date | null
  expiresAt: Date | null
  createdAt: Date
}

export interface AccountInvitationTable {
  id: string
  tokenHash: string
  /** Email address of the invited person; null if the person chooses it. */
  email: string | null
  /** Id of the user whose password the link sets; null if it creates an account. */
  userId: string | null
  siteAdmin: Generated<boolean>
  projects: Defaulted<{ projectId: string; role: 'viewer' | 'editor' | 'admin' }[]>
  createdBy: string | null
  createdAt: Stamp
  expiresAt: Date
  usedAt: Date | null
}

export interface SignInAttemptTable {
  /** Subject of the count: "account HASH", "address ADDRESS" or "known HASH ADDRESS". */
  key: string
  /** Failures since the last success, or since they were forgotten. */
  failures: number
  lastAt: Date
  /** Time from which another attempt is admitted. */
  openAt: Date
}

/** Addresses where a user signed in. */
export interface SignInAddressTable {
  userId: string
  address: string
  seenAt: Stamp
}

/** Reason of a failure, stored as data. */
export interface Failure {
  code: string
  message: string
}

export interface JsonObject {
  [name: string]: unknown
}
