import { listScalars, type Analysis as AnalysisRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { DateTime } from '../date-time.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { findMeasure, Measure } from '../measures/measure.type.ts'
import { Node } from '../node.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { Curve, ResultScalar } from './curve.type.ts'
import { Provenance, ResultWarning } from './provenance.type.ts'
import { ResultArray, signArrayUrl } from './result-array.type.ts'
import { AnalysisResult, toResult } from './result.types.ts'

@ObjectType('Analysis', {
  implements: Node,
  description: 'One measure computed on one representation.',
})
export class Analysis extends Node {
  readonly __typename = 'Analysis'
  readonly record: AnalysisRecord
  override readonly id: string

  constructor(record: AnalysisRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Analysis', record.id)
  }

  @Field(() => String, { description: 'Name of the measure.' })
  measure(): string {
    return this.record.measure
  }

  @Field(() => Measure, {
    nullable: true,
    description: 'Definition of the measure; null if this server does not have it any more.',
  })
  definition(): Measure | null {
    return findMeasure(this.record.measure) ?? null
  }

  @Field(() => Int, { description: 'Version of the measure that was requested.' })
  version(): number {
    return this.record.version
  }

  @Field(() => GraphQLJSONObject, { description: 'Options of the measure, including defaults.' })
  options(): object {
    return this.record.options
  }

  @Field(() => SafeInt, { description: 'Seed of the random draws, an integer.' })
  seed(): number {
    return this.record.seed
  }

  @Field(() => [Int], { description: 'Chunk sizes of the analysis, ascending.' })
  sizes(): number[] {
    return this.record.sizes
  }

  @Field(() => String, {
    description:
      'SHA-256 of input, measure, version, options, seed and sizes, in hex; equal requests have equal hashes.',
  })
  question(): string {
    return this.record.question
  }

  @Field(() => WorkState, { description: 'Current state of the analysis.' })
  state(): AnalysisRecord['state'] {
    return this.record.state
  }

  @Field(() => Failure, { nullable: true, description: 'Reason of the state FAILED; null in other states.' })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => [ResultWarning], { description: 'Warnings about the result; empty if there are none.' })
  warnings(): ResultWarning[] {
    return this.record.warnings
  }

  @Field(() => Provenance, {
    nullable: true,
    description: 'Origin of the result: input, backend and precision; null until the analysis has finished.',
  })
  provenance(): Provenance | null {
    return this.record.provenance
  }

  @Field(() => [ResultScalar], {
    description:
      'Single numbers of the result, for example w* and the number of groups; empty until there is a result.',
  })
  scalars(): readonly ResultScalar[] {
    return this.record.result ? listScalars(this.record.result) : []
  }

  @Field(() => ResultScalar, {
    nullable: true,
    description:
      'One of `scalars` by its name; null if the result has no such number, or until there is a result.',
  })
  scalar(
    @Arg('name', () => String, { description: 'Name of the number, for example "criticalSize".' })
    name: string,
  ): ResultScalar | null {
    return this.scalars().find(({ id }) => id === name) ?? null
  }

  @Field(() => Curve, {
    nullable: true,
    description:
      'One curve of the result by its name; null if the result has no such curve, or until there is a result.',
  })
  curve(
    @Arg('name', () => String, { description: 'Name of the curve, for example "testError".' }) name: string,
  ): Curve | null {
    const result = this.record.result
    return (result?.shape === 'curves' && result.curves.find(({ id }) => id === name)) || null
  }

  @Field(() => AnalysisResult, {
    nullable: true,
    description: 'Result without the values of single draws; null until the analysis has finished.',
  })
  result(): object | null {
    return this.record.result && toResult(this.record.result)
  }

  @Field(() => [ResultArray], {
    description: 'Arrays of the result with the values of all draws; empty until the analysis has finished.',
  })
  arrays(): ResultArray[] {
    return this.record.arrays.map((array) => new ResultArray(this.record.id, array))
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Signed URL of the complete result as JSON, valid for one hour; null until the analysis has finished.',
  })
  resultUrl(@Ctx() { lab, actor }: Context): Promise<string> | null {
    return this.record.resultBlob === null ? null : signArrayUrl(lab, actor, this.record.id, 'result.json')
  }

  @Field(() => DateTime, { description: 'Time at which the analysis was requested.' })
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
    description: 'Time at which the analysis ended; null until then.',
  })
  finishedAt(): Date | null {
    return this.record.finishedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time of the soft deletion; null if the analysis is not deleted. restoreAnalysis restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
