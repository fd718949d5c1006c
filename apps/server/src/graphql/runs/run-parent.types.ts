import type { ParentKind as Kind } from '@mitoscope/lab'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { TrainingRun } from './run.type.ts'

const ParentKind = {
  NESTED: 'nested',
  RESUMED: 'resumed',
  FORKED: 'forked',
} as const satisfies Record<string, Kind>
registerEnumType(ParentKind, {
  name: 'ParentKind',
  description: 'Relation of a run to its parent.',
  valuesConfig: {
    NESTED: { description: 'The run is a part of the parent, for example one trial of a search.' },
    RESUMED: { description: 'The run continues from the end of the parent.' },
    FORKED: { description: 'The run begins from a step of the parent.' },
  },
})

const stepDescription = 'Step of the parent at which the run was forked'

@InputType({ description: 'Run that another run belongs to.' })
export class RunParentInput {
  @Field(() => ID, { description: 'Global ID of the parent, a run of the same project.' })
  readonly runId!: string
  @Field(() => ParentKind, { description: 'Relation to the parent.' })
  readonly kind!: Kind
  @Field(() => SafeInt, { nullable: true, description: `${stepDescription}; rejected for other kinds.` })
  readonly step?: number | null
}

@ObjectType({ description: 'Relation of a run to the run that it belongs to.' })
export class RunParent {
  @Field(() => TrainingRun, { nullable: true, description: 'Parent; null if it was purged.' })
  readonly run!: TrainingRun | null
  @Field(() => ParentKind, { description: 'Relation to the parent.' })
  readonly kind!: Kind
  @Field(() => SafeInt, { nullable: true, description: `${stepDescription}; null for other kinds.` })
  readonly step!: number | null
}
