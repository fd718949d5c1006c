import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { followMetrics, mostRuns } from './follow-metrics.ts'
import { MetricsChange } from './metrics-change.type.ts'

interface Wanted {
  readonly runIds?: readonly string[] | null
  readonly projectId?: string | null
  readonly names?: readonly string[] | null
}

@Resolver()
export class MetricsSubscriptionResolver {
  @Subscription(() => MetricsChange, {
    subscribe: ({ args, context }) => follow(context as Context, args as Wanted),
    description: 'Metrics of runs: for each as they stand, and then every point that is logged.',
  })
  metricsLogged(
    @Root() change: MetricsChange,
    @Arg('runIds', () => [ID], { nullable: true, description: `Of these runs; the first ${mostRuns} count.` })
    _runIds?: string[] | null,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: `Of all runs of this project; as they stand for the newest ${mostRuns}.`,
    })
    _projectId?: string | null,
    @Arg('names', () => [String], { nullable: true, description: 'Of these metrics only.' })
    _names?: string[] | null,
  ): MetricsChange {
    return change
  }
}

function follow(context: Context, { runIds, projectId, names }: Wanted) {
  return followMetrics(context, {
    runIds: (runIds ?? []).slice(0, mostRuns).map((id) => requireId('TrainingRun', id)),
    projectId: typeof projectId === 'string' ? requireId('Project', projectId) : undefined,
    names,
  })
}
