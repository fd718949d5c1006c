import { MeasureInput } from '../analyses/analysis.inputs.ts'
import { createIdInput } from '../mutation-types.ts'
import { Field, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'Representations of which every pair is compared.' })
export class StartPairComparisonsInput {
  @Field(() => [ID], {
    description:
      'Global IDs of 2 to 30 representations of one project, of the same inputs in the same order; layers, widths, seeds and epochs may differ.',
  })
  readonly representationIds!: string[]
  @Field(() => [MeasureInput], {
    description: 'Measures to compare by, from 1 to 20, as comparisonMeasures lists them.',
  })
  readonly measures!: MeasureInput[]
  @Field(() => Int, {
    nullable: true,
    description: 'Priority of the jobs; a higher value starts sooner. Default 0.',
  })
  readonly priority?: number | null
}

export const DeletePairComparisonInput = createIdInput('DeletePairComparison', 'comparison')

export const RestorePairComparisonInput = createIdInput('RestorePairComparison', 'comparison')
