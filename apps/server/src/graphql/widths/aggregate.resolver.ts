import { FieldResolver, ID, Int, Resolver, Root } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Aggregate } from './aggregate.type.ts'

@Resolver(() => Aggregate)
export class AggregateResolver {
  @FieldResolver(() => Int, {
    description: 'Number of runs left out because a loss, or the metric itself, ended not finite.',
  })
  diverged(@Root() { divergedRuns }: Aggregate): number {
    return divergedRuns.length
  }

  @FieldResolver(() => [ID], { description: 'Global IDs of the runs left out because they diverged.' })
  divergedRunIds(@Root() { divergedRuns }: Aggregate): string[] {
    return divergedRuns.map((id) => toGlobalId('TrainingRun', id))
  }
}
