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
  description: 'Fields that analyses can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'Time at which the analysis was requested.' },
    FINISHED_AT: { description: 'Time at which the analysis ended; analyses that have not ended come last.' },
    MEASURE: { description: 'Name of the measure.' },
    STATE: { description: 'State of the analysis, in alphabetical order.' },
  },
})

@InputType({
  description:
    'One order key: give field or scalar. If both are given, scalar is used; a key without either is ignored. Later keys order the analyses that earlier keys leave equal.',
})
export class AnalysisOrder {
  @Field(() => AnalysisOrderField, { nullable: true, description: 'Field to order by.' })
  readonly field?: Exclude<OrderRecord['by'], 'scalar'> | null
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
