import { findSweep } from '@mitoscope/lab'
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql'
import { followRecord } from '../../subscriptions/follow-record.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Sweep } from './sweep.type.ts'

@Resolver()
export class SweepSubscriptionsResolver {
  @Subscription(() => Sweep, {
    nullable: true,
    subscribe: ({ args, context }) => followSweep(context as Context, requireId('Sweep', args.id as string)),
    description:
      'Follows one sweep: its current state, then each state change of a run. A null, after which it completes, means that the sweep does not exist or you may not read it.',
  })
  sweepUpdated(
    @Root() sweep: Sweep | null,
    @Arg('id', () => ID, { description: 'Global ID of the sweep.' }) _id: string,
  ): Sweep | null {
    return sweep
  }
}

function followSweep(context: Context, id: string): AsyncGenerator<Sweep | null> {
  const { lab, actor } = context
  const read = async () => {
    const record = await findSweep(lab, actor, id)
    return record ? new Sweep(record) : null
  }
  return followRecord(context, (event) => event.kind === 'sweep' && event.id === id, read)
}
