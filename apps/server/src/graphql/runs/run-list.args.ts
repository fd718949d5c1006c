import type { ListRuns, RunFilter as RunFilterRecord } from '@mitoscope/lab'
import { ArgsType, Field } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted } from '../filters.inputs.ts'
import { toIds } from '../id-filter.ts'
import { RunFilter } from './run-filter.inputs.ts'
import { RunOrder } from './run-order.inputs.ts'
import { TrainingRun } from './run.type.ts'

export const RunConnection = createConnection('TrainingRun', () => TrainingRun)

@ArgsType()
export class RunListArgs extends PageArgs {
  @Field(() => RunFilter, { nullable: true, description: 'Filter of the runs; all runs if omitted.' })
  readonly filter?: RunFilter | null
  @Field(() => [RunOrder], {
    nullable: true,
    description: 'Order of the runs, at most 10 keys; newest first if omitted.',
  })
  readonly orderBy?: RunOrder[] | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted runs are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** Converts the arguments to the lab's request, with record ids in place of global ids. */
export function toListRuns({ filter, ...args }: RunListArgs): ListRuns {
  return { ...args, filter: filter && toRunFilter(filter) }
}

export function toRunFilter({
  AND,
  OR,
  NOT,
  id,
  modelId,
  sweepId,
  parentId,
  ...filter
}: RunFilter): RunFilterRecord {
  return {
    ...filter,
    AND: AND?.map(toRunFilter),
    OR: OR?.map(toRunFilter),
    NOT: NOT?.map(toRunFilter),
    id: id && toIds('TrainingRun', id),
    model: modelId && toIds('Model', modelId),
    sweep: sweepId && toIds('Sweep', sweepId),
    parent: parentId && toIds('TrainingRun', parentId),
  }
}
