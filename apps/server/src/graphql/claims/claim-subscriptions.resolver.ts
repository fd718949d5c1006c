import { findClaims, listClaims, mayRead } from '@mitoscope/lab'
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Claim } from './claim.type.ts'

const mostClaims = 500

@ObjectType({
  description:
    'Message of claimsUpdated: a snapshot of the claims, or the changes since the previous message.',
})
class ClaimsUpdate {
  @Field(() => Boolean, {
    description: `True for a snapshot (the ${mostClaims} newest claims at most), false for an update.`,
  })
  readonly current!: boolean
  @Field(() => [Claim], {
    description:
      'Claims of the snapshot, or those that are new, judged anew, reworded or deleted. A verdict has turned where turnedAt is newer than before.',
  })
  readonly claims!: readonly Claim[]
}

@Resolver()
export class ClaimSubscriptionsResolver {
  @Subscription(() => ClaimsUpdate, {
    subscribe: ({ args, context }) =>
      followClaims(context as Context, requireId('Project', args.projectId as string)),
    description:
      'Follows the claims of a project: all of them, then every one that is created, judged with another result, reworded, deleted or restored.',
  })
  claimsUpdated(
    @Root() update: ClaimsUpdate,
    @Arg('projectId', () => ID, { description: 'Global ID of the project.' }) _projectId: string,
  ): ClaimsUpdate {
    return update
  }
}

async function* followClaims(context: Context, projectId: string): AsyncGenerator<ClaimsUpdate> {
  const { lab, actor } = context
  // Strangers are not even told that something happens.
  const changes = followEvents(
    context,
    (event) => event.kind === 'claim' && event.projectId === projectId && mayRead(actor, projectId),
  )
  const fetchAll = async () => {
    const { nodes } = await listClaims(lab, actor, { projectId, first: mostClaims })
    return { current: true, claims: nodes.map((record) => new Claim(record)) }
  }
  yield await fetchAll()
  for await (const { events, gap } of changes) {
    const ids = [...new Set(events.map(({ id }) => id))]
    if (gap || ids.length > mostClaims) {
      yield await fetchAll()
      continue
    }
    const changed = await findClaims(lab, actor, ids)
    yield { current: false, claims: [...changed.values()].map((record) => new Claim(record)) }
  }
}
