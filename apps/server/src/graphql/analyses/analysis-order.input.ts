import type { AnalysisOrder as OrderRecord } from '@mitoscope/lab'
import { Field, InputType, registerEnumType } from 'type-graphql'
import { Direction } from '../filters.inputs.ts'

const AnalysisOrderField = {
  CREATED_AT: 'createdAt',
  FINISHED_AT: 'finishedAt',
  MEASURE: 'measure',
  STATE: 'state',
} as const
registerEnumType(AnalysisOrderField, {
  name: 'AnalysisOrderField',
  description: 'What of an analysis a list can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When it was asked for.' },
    FINISHED_AT: { description: 'When it ended.' },
    MEASURE: { description: 'The name of its measure.' },
    STATE: { description: 'How far it is, as a word.' },
  },
})

@InputType({ description: 'An order by field or scalar; of several, by one after the other.' })
export class AnalysisOrder {
  @Field(() => AnalysisOrderField, { nullable: true, description: 'By a field.' })
  readonly field?: Exclude<OrderRecord['by'], 'scalar'> | null
  @Field(() => String, { nullable: true, description: 'By a number of the result, as "criticalSize".' })
  readonly scalar?: string | null
  @Field(() => Direction, { defaultValue: 'asc', description: 'Which comes first.' })
  readonly direction!: 'asc' | 'desc'
}
