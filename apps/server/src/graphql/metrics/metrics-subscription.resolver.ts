import { badInput } from '@mitoscope/lab'
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
    description:
      'Follows the metrics of runs: the current state of each run, then every point that is logged. Give runIds, projectId or both.',
  })
  metricsLogged(
    @Root() change: MetricsChange,
    @Arg('runIds', () => [ID], {
      nullable: true,
      description: `Global IDs of the training runs, at most ${mostRuns}.`,
    })
    _runIds?: string[] | null,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: `Global ID of a project whose runs are all followed; the initial state covers the newest ${mostRuns} runs.`,
    })
    _projectId?: string | null,
    @Arg('names', () => [String], {
      nullable: true,
      description: 'Names of metrics to include; all metrics if omitted.',
    })
    _names?: string[] | null,
  ): MetricsChange {
    return change
  }
}

function follow(context: Context, { runIds, projectId, names }: Wanted) {
  if (runIds && runIds.length > mostRuns)
    throw badInput(
      'runIds',
      `${runIds.length} are more than ${mostRuns}`,
      'Follow the others by a subscription of their own',
    )
  return followMetrics(context, {
    runIds: (runIds ?? []).map((id) => requireId('TrainingRun', id)),
    projectId: typeof projectId === 'string' ? requireId('Project', projectId) : undefined,
    names,
  })
}
