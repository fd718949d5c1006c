import { Field, Float, ID, InputType, Int } from 'type-graphql'
import { createIdInput } from '../mutation-types.ts'
import { SafeInt } from '../safe-int.ts'

@InputType({ description: 'One combination of width, seed and weight decay of a sweep.' })
export class SweepCellInput {
  @Field(() => Int, { description: 'Width of the run.' })
  readonly width!: number
  @Field(() => SafeInt, { description: 'Seed of the run, an integer.' })
  readonly seed!: number
  @Field(() => Float, { description: 'Weight decay of the run.' })
  readonly weightDecay!: number
}

@InputType({ description: 'Sweep to complete.' })
export class CompleteSweepInput {
  @Field(() => ID, { description: 'Global ID of the sweep.' })
  readonly id!: string
  @Field(() => [SweepCellInput], {
    nullable: true,
    description:
      'Cells to complete; all cells without a result if omitted. A cell outside the sweep is rejected.',
  })
  readonly cells?: SweepCellInput[] | null
}

export const CancelSweepInput = createIdInput('CancelSweep', 'sweep')

export const DeleteSweepInput = createIdInput('DeleteSweep', 'sweep')

export const RestoreSweepInput = createIdInput('RestoreSweep', 'sweep')
