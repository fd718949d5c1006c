import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchema as buildTypeGraphqlSchema, type PubSub } from 'type-graphql'
import { ModelFieldsResolver } from './models/model-fields.resolver.ts'
import { ModelFindingsResolver } from './models/model-findings.resolver.ts'
import { ModelResolver } from './models/model.resolver.ts'
import { AccountResolver } from './accounts/account.resolver.ts'
import { AuditResolver } from './audit/audit.resolver.ts'
import { BinResolver } from './bin/bin.resolver.ts'
import { CatalogueResolver } from './catalogue/catalogue.resolver.ts'
import { meterAnswers } from '../limits/meter-answers.ts'
import { acceptTimes } from './accept-times.ts'
import { checkArguments } from './check-arguments.ts'
import { JobFieldsResolver, WorkerFieldsResolver } from './jobs/job-fields.resolver.ts'
import { JobSubscriptionsResolver } from './jobs/job-subscriptions.resolver.ts'
import { JobResolver } from './jobs/job.resolver.ts'
import { MemberResolver } from './members/member.resolver.ts'
import {
  AnalysisFieldsResolver,
  RepresentationAnalysesResolver,
  RunAnalysesResolver,
  SweepAnalysesResolver,
} from './analyses/analysis-fields.resolver.ts'
import { AnalysisSubscriptionsResolver } from './analyses/analysis-subscriptions.resolver.ts'
import { AnalysisEstimateResolver } from './analyses/analysis-estimate.resolver.ts'
import { AnalysisResolver } from './analyses/analysis.resolver.ts'
import { AnalysisComparisonResolver, ComparedAnalysisResolver } from './analyses/compare-analyses.resolver.ts'
import { MeasureResolver } from './measures/measure.resolver.ts'
import { ReportResolver, ReportRunResolver, SweepReportResolver } from './reports/report.resolver.ts'
import { CheckpointResolver, RunCheckpointsResolver } from './checkpoints/checkpoint.resolver.ts'
import { RepresentCheckpointsResolver } from './checkpoints/represent-checkpoints.resolver.ts'
import {
  BranchMetricsResolver,
  MetricSeriesFieldsResolver,
  RunMetricsResolver,
} from './metrics/metric-fields.resolver.ts'
import { MetricResolver } from './metrics/metric.resolver.ts'
import { MetricsSubscriptionResolver } from './metrics/metrics-subscription.resolver.ts'
import { NodeResolver } from './node.resolver.ts'
import { PairComparisonFieldsResolver } from './pair-comparisons/pair-comparison-fields.resolver.ts'
import { PairComparisonSubscriptionsResolver } from './pair-comparisons/pair-comparison-subscriptions.resolver.ts'
import { PairComparisonResolver } from './pair-comparisons/pair-comparison.resolver.ts'
import { ProjectFieldsResolver } from './projects/project-fields.resolver.ts'
import { ProjectResolver } from './projects/project.resolver.ts'
import { RunCommandsResolver } from './runs/run-commands.resolver.ts'
import { CheckpointDownloadResolver } from './representations/checkpoint-download.resolver.ts'
import { ServerResolver } from './server/server.resolver.ts'
import { StorageResolver } from './storage/storage.resolver.ts'
import { PurgeResolver } from './representations/purge.resolver.ts'
import {
  RepresentationFieldsResolver,
  RunRepresentationsResolver,
} from './representations/representation-fields.resolver.ts'
import { RepresentationResolver } from './representations/representation.resolver.ts'
import { RunContentsResolver } from './runs/run-contents.resolver.ts'
import { RunFieldsResolver } from './runs/run-fields.resolver.ts'
import { RunResolver } from './runs/run.resolver.ts'
import { SweepCommandsResolver } from './sweeps/sweep-commands.resolver.ts'
import { RunWorkResolver, SweepFieldsResolver } from './sweeps/sweep-fields.resolver.ts'
import { SweepSubscriptionsResolver } from './sweeps/sweep-subscriptions.resolver.ts'
import { SweepResolver } from './sweeps/sweep.resolver.ts'
import { TokenResolver } from './tokens/token.resolver.ts'
import { UploadResolver } from './uploads/upload.resolver.ts'
import { AggregateResolver } from './widths/aggregate.resolver.ts'
import { WidthResolver } from './widths/width.resolver.ts'
import { RunDiffResolver } from './run-diff/run-diff.resolver.ts'
import { RunGroupResolver } from './run-groups/run-group.resolver.ts'
import { RunSubscriptionsResolver } from './runs/run-subscriptions.resolver.ts'

// type-graphql asks for one even where every subscription has a source of its own.
const pubSub: PubSub = {
  publish() {
    throw new Error('Changes are published by the lab')
  },
  subscribe() {
    throw new Error('Subscriptions follow the events of the lab')
  },
}

/** Builds the server's schema. A new noun needs a folder beside projects/ and a resolver here. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const schema = await buildTypeGraphqlSchema({
    resolvers: [
      NodeResolver,
      ProjectResolver,
      ProjectFieldsResolver,
      ModelResolver,
      ModelFieldsResolver,
      ModelFindingsResolver,
      AggregateResolver,
      WidthResolver,
      RunDiffResolver,
      RunGroupResolver,
      RunSubscriptionsResolver,
      RunResolver,
      RunCommandsResolver,
      RunFieldsResolver,
      RunContentsResolver,
      AccountResolver,
      MemberResolver,
      TokenResolver,
      AuditResolver,
      MetricResolver,
      RunMetricsResolver,
      BranchMetricsResolver,
      MetricSeriesFieldsResolver,
      MetricsSubscriptionResolver,
      CheckpointResolver,
      RunCheckpointsResolver,
      RepresentCheckpointsResolver,
      JobResolver,
      JobFieldsResolver,
      JobSubscriptionsResolver,
      WorkerFieldsResolver,
      SweepResolver,
      SweepFieldsResolver,
      SweepCommandsResolver,
      SweepSubscriptionsResolver,
      RunWorkResolver,
      CatalogueResolver,
      MeasureResolver,
      AnalysisResolver,
      AnalysisEstimateResolver,
      AnalysisFieldsResolver,
      AnalysisSubscriptionsResolver,
      AnalysisComparisonResolver,
      ComparedAnalysisResolver,
      RunAnalysesResolver,
      RepresentationAnalysesResolver,
      SweepAnalysesResolver,
      PairComparisonResolver,
      PairComparisonFieldsResolver,
      PairComparisonSubscriptionsResolver,
      ReportResolver,
      ReportRunResolver,
      SweepReportResolver,
      RepresentationResolver,
      RepresentationFieldsResolver,
      RunRepresentationsResolver,
      CheckpointDownloadResolver,
      UploadResolver,
      BinResolver,
      PurgeResolver,
      ServerResolver,
      StorageResolver,
    ],
    validate: false,
    pubSub,
    // It would introspect the whole schema at every start; tests of schema/ do.
    skipCheck: true,
  })
  return meterAnswers(checkArguments(acceptTimes(describeRoots(schema))))
}

/** Describes the three root types, which type-graphql creates without a description. */
function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType()
  if (query)
    query.description = 'Read access. An unknown ID gives null, and page sizes above the limit are clamped.'
  const mutation = schema.getMutationType()
  if (mutation) mutation.description = 'Commands. Each command takes effect completely or not at all.'
  const subscription = schema.getSubscriptionType()
  if (subscription)
    subscription.description =
      'Live updates. Each subscription sends the current state first, then every change.'
  return schema
}
