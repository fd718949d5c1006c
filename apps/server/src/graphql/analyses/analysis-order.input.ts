import type { AnalysisOrder as OrderRecord, AnalysisOrderField as Field_ } from '@mitoscope/lab'
import { Field, InputType } from 'type-graphql'
import { Direction } from '../filters.inputs.ts'
import { createOrderField } from '../order.input.ts'

const AnalysisOrderField = createOrderField<Field_>('Analysis', 'analyses', {
  createdAt: 'Time at which the analysis was requested.',
  finishedAt: 'Time at which the analysis ended; analyses that have not ended come last.',
  measure: 'Name of the measure.',
  state: 'State of the analysis, in alphabetical order.',
})

@InputType({
  description:
    'One order key of analyses: exactly one of field and scalar. Later keys order what earlier keys leave equal.',
})
export class AnalysisOrder implements OrderRecord {
  @Field(() => AnalysisOrderField, { nullable: true, description: 'Field to order by.' })
  readonly field?: Field_ | null
  @Field(() => String, {
    nullable: true,
    description: 'Name of a number in the result to order by, for example "criticalSize".',
  })
  readonly scalar?: string | null
  @Field(() => Direction, {
    defaultValue: 'asc',
    description: 'Direction of the order; ASC puts the lowest value first.',
  })
  readonly direction!: 'asc' | 'desc'
}
