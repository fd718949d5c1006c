import { loadUser } from './accounts/user.type.ts'
import { AccountResolver } from './accounts/account.resolver.ts'
import { AnalysisEstimateResolver } from './analyses/analysis-estimate.resolver.ts'
import {
  AnalysisFieldsResolver,
  RepresentationAnalysesResolver,
  RunAnalysesResolver,
  SweepAnalysesResolver,
} from './analyses/analysis-fields.resolver.ts'
import { AnalysisSubscriptionsResolver } from './analyses/analysis-subscriptions.resolver.ts'
import { AnalysisResolver } from './analyses/analysis.resolver.ts'
import { AnalysisComparisonResolver, ComparedAnalysisResolver } from './analyses/compare-analyses.resolver.ts'
import { loadAnalysis } from './analyses/load-analysis.ts'
import { loadAuditEvent } from './audit/audit-event.type.ts'
import { AuditResolver } from './audit/audit.resolver.ts'
import { BinResolver } from './bin/bin.resolver.ts'
import { CatalogueResolver, loadDataset } from './catalogue/catalogue.resolver.ts'
import { CheckpointResolver, RunCheckpointsResolver } from './checkpoints/checkpoint.resolver.ts'
import { loadCheckpoint } from './checkpoints/load-checkpoint.ts'
import { RepresentCheckpointsResolver } from './checkpoints/represent-checkpoints.resolver.ts'
import { ClaimFieldsResolver, ClaimJudgementFieldsResolver } from './claims/claim-fields.resolver.ts'
import { ClaimSubscriptionsResolver } from './claims/claim-subscriptions.resolver.ts'
import { ClaimResolver } from './claims/claim.resolver.ts'
import { loadClaim } from './claims/claim.type.ts'
import {
  AggregateEndsResolver,
  ComparedSeriesEndsResolver,
  CurveEndsResolver,
} from './interval-ends.resolver.ts'
import { JobFieldsResolver, WorkerFieldsResolver } from './jobs/job-fields.resolver.ts'
import { JobSubscriptionsResolver } from './jobs/job-subscriptions.resolver.ts'
import { JobResolver } from './jobs/job.resolver.ts'
import { loadJob, loadWorker } from './jobs/load-job.ts'
import { MeasureResolver } from './measures/measure.resolver.ts'
import { MemberResolver } from './members/member.resolver.ts'
import {
  BranchMetricsResolver,
  DecimatedTimesResolver,
  MetricSeriesFieldsResolver,
  RunMetricsResolver,
} from './metrics/metric-fields.resolver.ts'
import { MetricResolver } from './metrics/metric.resolver.ts'
import { MetricsSubscriptionResolver } from './metrics/metrics-subscription.resolver.ts'
import { ModelFieldsResolver } from './models/model-fields.resolver.ts'
import { ModelFindingsResolver } from './models/model-findings.resolver.ts'
import { ModelResolver } from './models/model.resolver.ts'
import { loadModel } from './models/model.type.ts'
import { NodeResolver } from './node.resolver.ts'
import type { NodeLoader } from './node.ts'
import { PairComparisonFieldsResolver } from './pair-comparisons/pair-comparison-fields.resolver.ts'
import { PairComparisonSubscriptionsResolver } from './pair-comparisons/pair-comparison-subscriptions.resolver.ts'
import { PairComparisonResolver } from './pair-comparisons/pair-comparison.resolver.ts'
import { loadPairComparison } from './pair-comparisons/pair-comparison.type.ts'
import { ProjectFieldsResolver } from './projects/project-fields.resolver.ts'
import { ProjectResolver } from './projects/project.resolver.ts'
import { loadProject } from './projects/project.type.ts'
import { ReportResolver, ReportRunResolver, SweepReportResolver } from './reports/report.resolver.ts'
import { CheckpointDownloadResolver } from './representations/checkpoint-download.resolver.ts'
import { PurgeResolver } from './representations/purge.resolver.ts'
import {
  RepresentationFieldsResolver,
  RunRepresentationsResolver,
} from './representations/representation-fields.resolver.ts'
import { RepresentationResolver } from './representations/representation.resolver.ts'
import { loadRepresentation } from './representations/representation.type.ts'
import { RunDiffResolver } from './run-diff/run-diff.resolver.ts'
import { RunGroupResolver } from './run-groups/run-group.resolver.ts'
import { loadBranch } from './runs/run-branch.type.ts'
import { RunCommandsResolver } from './runs/run-commands.resolver.ts'
import { RunContentsResolver } from './runs/run-contents.resolver.ts'
import { RunFieldsResolver } from './runs/run-fields.resolver.ts'
import { RunSubscriptionsResolver } from './runs/run-subscriptions.resolver.ts'
import { RunResolver } from './runs/run.resolver.ts'
import { loadRun } from './runs/run.type.ts'
import { ServerResolver } from './server/server.resolver.ts'
import { StorageResolver } from './storage/storage.resolver.ts'
import { loadSweep } from './sweeps/load-sweep.ts'
import { SweepCommandsResolver } from './sweeps/sweep-commands.resolver.ts'
import { RunWorkResolver, SweepFieldsResolver } from './sweeps/sweep-fields.resolver.ts'
import { SweepSubscriptionsResolver } from './sweeps/sweep-subscriptions.resolver.ts'
import { SweepResolver } from './sweeps/sweep.resolver.ts'
import { TokenResolver } from './tokens/token.resolver.ts'
import { loadToken } from './tokens/token.type.ts'
import { loadUpload, UploadResolver } from './uploads/upload.resolver.ts'
import { AggregateResolver } from './widths/aggregate.resolver.ts'
import { loadWidth } from './widths/load-widths.ts'
import { WidthResolver } from './widths/width.resolver.ts'

/** Part of the schema: what one folder adds to it. */
interface SchemaPart {
  /** Loaders of the types that implement Node, by the type's name. */
  readonly nodes?: Readonly<Record<string, NodeLoader>>
  // Classes, which type-graphql takes by this type.
  // oxlint-disable-next-line typescript/no-unsafe-function-type
  readonly resolvers: readonly Function[]
}

/** All parts of the schema. A new noun is a folder beside projects/ and a line here. */
export const schemaParts: readonly SchemaPart[] = [
  { resolvers: [NodeResolver] },
  { nodes: { Project: loadProject }, resolvers: [ProjectResolver, ProjectFieldsResolver] },
  { nodes: { Model: loadModel }, resolvers: [ModelResolver, ModelFieldsResolver, ModelFindingsResolver] },
  { nodes: { ModelWidth: loadWidth }, resolvers: [WidthResolver, AggregateResolver] },
  { resolvers: [AggregateEndsResolver, CurveEndsResolver, ComparedSeriesEndsResolver] },
  {
    nodes: { TrainingRun: loadRun, RunBranch: loadBranch },
    resolvers: [
      RunResolver,
      RunCommandsResolver,
      RunFieldsResolver,
      RunContentsResolver,
      RunSubscriptionsResolver,
    ],
  },
  { resolvers: [RunDiffResolver] },
  { resolvers: [RunGroupResolver] },
  {
    resolvers: [
      MetricResolver,
      RunMetricsResolver,
      BranchMetricsResolver,
      DecimatedTimesResolver,
      MetricSeriesFieldsResolver,
      MetricsSubscriptionResolver,
    ],
  },
  {
    nodes: { Checkpoint: loadCheckpoint },
    resolvers: [CheckpointResolver, RunCheckpointsResolver, RepresentCheckpointsResolver],
  },
  {
    nodes: { Representation: loadRepresentation },
    resolvers: [
      RepresentationResolver,
      RepresentationFieldsResolver,
      RunRepresentationsResolver,
      CheckpointDownloadResolver,
      PurgeResolver,
    ],
  },
  { nodes: { Upload: loadUpload }, resolvers: [UploadResolver] },
  {
    nodes: { Sweep: loadSweep },
    resolvers: [
      SweepResolver,
      SweepFieldsResolver,
      SweepCommandsResolver,
      SweepSubscriptionsResolver,
      RunWorkResolver,
    ],
  },
  { resolvers: [ReportResolver, ReportRunResolver, SweepReportResolver] },
  {
    nodes: { Job: loadJob, Worker: loadWorker },
    resolvers: [JobResolver, JobFieldsResolver, JobSubscriptionsResolver, WorkerFieldsResolver],
  },
  {
    nodes: { Analysis: loadAnalysis },
    resolvers: [
      AnalysisResolver,
      AnalysisEstimateResolver,
      AnalysisFieldsResolver,
      AnalysisSubscriptionsResolver,
      AnalysisComparisonResolver,
      ComparedAnalysisResolver,
      RunAnalysesResolver,
      RepresentationAnalysesResolver,
      SweepAnalysesResolver,
    ],
  },
  {
    nodes: { PairComparison: loadPairComparison },
    resolvers: [PairComparisonResolver, PairComparisonFieldsResolver, PairComparisonSubscriptionsResolver],
  },
  {
    nodes: { Claim: loadClaim },
    resolvers: [ClaimResolver, ClaimFieldsResolver, ClaimJudgementFieldsResolver, ClaimSubscriptionsResolver],
  },
  { resolvers: [MeasureResolver] },
  { nodes: { Dataset: loadDataset }, resolvers: [CatalogueResolver] },
  { nodes: { User: loadUser }, resolvers: [AccountResolver] },
  { resolvers: [MemberResolver] },
  { nodes: { ApiToken: loadToken }, resolvers: [TokenResolver] },
  { nodes: { AuditEvent: loadAuditEvent }, resolvers: [AuditResolver] },
  { resolvers: [BinResolver] },
  { resolvers: [ServerResolver] },
  { resolvers: [StorageResolver] },
]
