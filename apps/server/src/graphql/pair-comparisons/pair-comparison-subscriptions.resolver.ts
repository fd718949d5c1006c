import { findPairComparisons, listPairComparisons, mayRead } from '@mitoscope/lab'
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { PairComparison } from './pair-comparison.type.ts'

const mostComparisons = 500

@ObjectType({
  description:
    'Message of pairComparisonsUpdated: a snapshot of the queued and running comparisons, or the changes since the previous message.',
})
class PairComparisonsUpdate {
  @Field(() => Boolean, {
    description: `True for the initial snapshot (${mostComparisons} comparisons at most), false for an update.`,
  })
  readonly current!: boolean
  @Field(() => [PairComparison], {
    description:
      'Queued and running comparisons of the snapshot, or the comparisons that are new or changed.',
  })
  readonly pairComparisons!: readonly PairComparison[]
}

@Resolver()
export class PairComparisonSubscriptionsResolver {
  @Subscription(() => PairComparisonsUpdate, {
    subscribe: ({ args, context }) =>
      followPairComparisons(context as Context, requireId('Project', args.projectId as string)),
    description:
      'Follows the comparisons of a project: the queued and running ones, then every one that is created or changes. Progress while one runs is on its job.',
  })
  pairComparisonsUpdated(
    @Root() update: PairComparisonsUpdate,
    @Arg('projectId', () => ID, { description: 'Global ID of the project.' }) _projectId: string,
  ): PairComparisonsUpdate {
    return update
  }
}

async function* followPairComparisons(
  context: Context,
  projectId: string,
): AsyncGenerator<PairComparisonsUpdate> {
  const { lab, actor } = context
  // Strangers are not even told that something happens.
  const changes = followEvents(
    context,
    (event) => event.kind === 'pairComparison' && event.projectId === projectId && mayRead(actor, projectId),
  )
  const fetchActive = async () => {
    const filter = { state: { in: ['queued', 'running'] as const } }
    const { nodes } = await listPairComparisons(lab, actor, { projectId, filter, first: mostComparisons })
    return { current: true, pairComparisons: nodes.map((record) => new PairComparison(record)) }
  }
  yield await fetchActive()
  for await (const { events, gap } of changes) {
    const ids = [...new Set(events.map(({ id }) => id))]
    if (gap || ids.length > mostComparisons) {
      yield await fetchActive()
      continue
    }
    const changed = await findPairComparisons(lab, actor, ids)
    yield {
      current: false,
      pairComparisons: [...changed.values()].map((record) => new PairComparison(record)),
    }
  }
}
