import { Field, Float, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'One combination of width, seed and weight decay of a sweep.' })
export class SweepCellInput {
  @Field(() => Int, { description: 'Width of the run.' })
  readonly width!: number
  @Field(() => Float, { description: 'Seed of the run, an integer.' })
  readonly seed!: number
  @Field(() => Float, { description: 'Weight decay of the run.' })
  readonly weightDecay!: number
}

@InputType({ description: 'Sweep to complete.' })
export class RunMissingInput {
  @Field(() => ID, { description: 'Global ID of the sweep.' })
  readonly id!: string
  @Field(() => [SweepCellInput], {
    nullable: true,
    description:
      'Cells to complete; all cells without a result if omitted. A cell outside the sweep is rejected.',
  })
  readonly cells?: SweepCellInput[] | null
}

@InputType({ description: 'Sweep to cancel.' })
export class CancelSweepInput {
  @Field(() => ID, { description: 'Global ID of the sweep.' })
  readonly id!: string
}

@InputType({ description: 'Sweep to delete.' })
export class DeleteSweepInput {
  @Field(() => ID, { description: 'Global ID of the sweep.' })
  readonly id!: string
}

@InputType({ description: 'Sweep to restore.' })
export class RestoreSweepInput {
  @Field(() => ID, { description: 'Global ID of the sweep.' })
  readonly id!: string
}
