import { findPairComparisons, type PairComparison as PairRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { ResultScalar } from '../analyses/curve.type.ts'
import { Provenance, ResultWarning } from '../analyses/provenance.type.ts'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { Node } from '../node.ts'
import { ComparisonMeasure, findComparisonMeasure } from './comparison-measure.type.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('PairComparison', {
  implements: Node,
  description: 'Comparison of two representations of the same inputs by one measure.',
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

  @Field(() => String, { description: 'Name of the measure.' })
  measure(): string {
    return this.record.measure
  }

  @Field(() => ComparisonMeasure, {
    nullable: true,
    description: 'Definition of the measure; null if this server does not have it any more.',
  })
  definition(): ComparisonMeasure | null {
    return findComparisonMeasure(this.record.measure) ?? null
  }

  @Field(() => Int, { description: 'Version of the measure that was requested.' })
  version(): number {
    return this.record.version
  }

  @Field(() => GraphQLJSONObject, { description: 'Options of the measure, including defaults.' })
  options(): object {
    return this.record.options
  }

  @Field(() => [String], { description: 'Input hashes of the first and the second representation.' })
  inputHashes(): string[] {
    return [this.record.firstInput, this.record.secondInput]
  }

  @Field(() => String, {
    description:
      'SHA-256 of inputs, measure, version and options, in hex; equal requests have equal hashes, in either order of the two.',
  })
  question(): string {
    return this.record.question
  }

  @Field(() => WorkState, { description: 'Current state of the comparison.' })
  state(): PairRecord['state'] {
    return this.record.state
  }

  @Field(() => Failure, { nullable: true, description: 'Reason of the state FAILED; null in other states.' })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => [ResultScalar], {
    description: 'Numbers of the result; empty until the comparison has finished.',
  })
  scalars(): readonly ResultScalar[] {
    return this.record.scalars
  }

  @Field(() => Provenance, {
    nullable: true,
    description:
      'Origin of the result: inputs, backend and precision; null until the comparison has finished.',
  })
  provenance(): Provenance | null {
    return this.record.provenance
  }

  @Field(() => [ResultWarning], { description: 'Warnings about the result; empty if there are none.' })
  warnings(): ResultWarning[] {
    return this.record.warnings
  }

  @Field(() => DateTime, { description: 'Time at which the comparison was requested.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, { description: 'Time of the last change.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the computation began; null until then.',
  })
  startedAt(): Date | null {
    return this.record.startedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the comparison ended; null until then.',
  })
  finishedAt(): Date | null {
    return this.record.finishedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time of the soft deletion; null if the comparison is not deleted. restorePairComparison restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}

export const loadPairComparison = loaderOf(findPairComparisons, PairComparison)
