import { countRunContents, type RunContents as Record } from '@mitoscope/lab'
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'

@ObjectType({
  description: 'Number of training runs, and of the records that are deleted together with them.',
})
class RunContents implements Record {
  @Field(() => Int, { description: 'Number of training runs.' })
  readonly runs!: number
  @Field(() => Int, { description: 'Number of representations of the runs.' })
  readonly representations!: number
  @Field(() => Int, { description: 'Number of analyses of the runs.' })
  readonly analyses!: number
}

@Resolver()
export class RunContentsResolver {
  @Query(() => RunContents, {
    description:
      'Counts the records that deleteRuns would delete for these runs. Runs that are unknown, deleted or not readable count as 0.',
  })
  runContents(
    @Ctx() { lab, actor }: Context,
    @Arg('ids', () => [ID], { description: 'Global IDs of the training runs.' }) ids: string[],
  ): Promise<RunContents> {
    return countRunContents(
      lab,
      actor,
      ids.map((id) => requireId('TrainingRun', id)),
    )
  }
}
