import type { PairComparison as PairRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { ResultScalar } from '../analyses/curve.type.ts'
import { Provenance, ResultWarning } from '../analyses/provenance.type.ts'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { Node } from '../node.ts'
import { ComparisonMeasure, findComparisonMeasure } from './comparison-measure.type.ts'

@ObjectType('PairComparison', {
  implements: Node,
  description:
    'Two representations of the same inputs by one measure: asked for, under way, compared or failed.',
})
export class PairComparison extends Node {
  readonly __typename = 'PairComparison'
  readonly record: PairRecord
  override readonly id: string

  constructor(record: PairRecord) {
    super()
    this.record = record
    this.id = toGlobalId('PairComparison', record.id)
  }

  @Field(() => String, { description: 'Name of its measure.' })
  measure(): string {
    return this.record.measure
  }

  @Field(() => ComparisonMeasure, {
    nullable: true,
    description: 'Its measure; null when there is none of that name now.',
  })
  definition(): ComparisonMeasure | null {
    return findComparisonMeasure(this.record.measure) ?? null
  }

  @Field(() => Int, { description: 'Version of the measure that was asked for.' })
  version(): number {
    return this.record.version
  }

  @Field(() => GraphQLJSONObject, { description: 'Options of the measure, defaults filled in.' })
  options(): object {
    return this.record.options
  }

  @Field(() => [String], { description: 'Input hashes of the first and of the second.' })
  inputHashes(): string[] {
    return [this.record.firstInput, this.record.secondInput]
  }

  @Field(() => String, {
    description: 'The same hash is the same question, whoever asks and whichever of the two comes first.',
  })
  question(): string {
    return this.record.question
  }

  @Field(() => WorkState, { description: 'How far it is.' })
  state(): PairRecord['state'] {
    return this.record.state
  }

  @Field(() => Failure, { nullable: true, description: 'Why it failed, if it did.' })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => [ResultScalar], { description: 'What was found; empty until it is finished.' })
  scalars(): readonly ResultScalar[] {
    return this.record.scalars
  }

  @Field(() => Provenance, {
    nullable: true,
    description: 'Where the numbers come from, once there are some.',
  })
  provenance(): Provenance | null {
    return this.record.provenance as unknown as Provenance | null
  }

  @Field(() => [ResultWarning], { description: 'What a reader of the numbers should know.' })
  warnings(): ResultWarning[] {
    return this.record.warnings
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was asked for.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was last changed.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When computing began.' })
  startedAt(): Date | null {
    return this.record.startedAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it ended.' })
  finishedAt(): Date | null {
    return this.record.finishedAt
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was deleted; null while it is not. restorePairComparison brings it back.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
