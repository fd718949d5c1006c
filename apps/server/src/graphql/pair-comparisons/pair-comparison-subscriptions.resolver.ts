import { findPairComparisons, listPairComparisons, mayRead } from '@mitoscope/lab'
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { PairComparison } from './pair-comparison.type.ts'

const most = 500

@ObjectType({ description: 'Comparisons that wait or run, and then those that change.' })
class PairComparisonsUpdate {
  @Field(() => Boolean, {
    description: `Whether these are all that wait or run now, ${most} at most, rather than a change.`,
  })
  readonly current!: boolean
  @Field(() => [PairComparison], {
    description: 'The comparisons, or those of them that are new or changed.',
  })
  readonly comparisons!: readonly PairComparison[]
}

@Resolver()
export class PairComparisonSubscriptionsResolver {
  @Subscription(() => PairComparisonsUpdate, {
    subscribe: ({ args, context }) =>
      followPairComparisons(context as Context, requireId('Project', args.projectId as string)),
    description:
      'The comparisons of representations of a project that wait or run, and then those that are new or change. How far one is while it runs, its job tells.',
  })
  pairComparisonsUpdated(
    @Root() update: PairComparisonsUpdate,
    @Arg('projectId', () => ID, { description: 'The project.' }) _projectId: string,
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
  const readActive = async () => {
    const filter = { state: { in: ['queued', 'running'] as const } }
    const { nodes } = await listPairComparisons(lab, actor, { projectId, filter, first: most })
    return { current: true, comparisons: nodes.map((record) => new PairComparison(record)) }
  }
  yield await readActive()
  for await (const { events, gap } of changes) {
    const ids = [...new Set(events.map(({ id }) => id))]
    if (gap || ids.length > most) {
      yield await readActive()
      continue
    }
    const changed = await findPairComparisons(lab, actor, ids)
    yield { current: false, comparisons: [...changed.values()].map((record) => new PairComparison(record)) }
  }
}
