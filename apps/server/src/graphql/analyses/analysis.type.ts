import { listScalars, type Analysis as AnalysisRecord, type SlimShape } from '@mitoscope/lab'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'
import { Ctx, Field, Float, Int, ObjectType } from 'type-graphql'
import type { Context } from '../context.ts'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { findMeasure, Measure } from '../measures/measure.type.ts'
import { Node } from '../node.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { ResultScalar } from './curve.type.ts'
import { Provenance, ResultWarning } from './provenance.type.ts'
import { ResultArray, signArrayUrl } from './result-array.type.ts'
import { AnalysisResult, toResult } from './result.types.ts'

@ObjectType('Analysis', {
  implements: Node,
  description: 'One measure on one representation: asked for, under way, answered or failed.',
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

  @Field(() => String, { description: 'Name of its measure.' })
  measure(): string {
    return this.record.measure
  }

  @Field(() => Measure, {
    nullable: true,
    description: 'Its measure; null when there is none of that name now.',
  })
  definition(): Measure | null {
    return findMeasure(this.record.measure) ?? null
  }

  @Field(() => Int, { description: 'Version of the measure that was asked for.' })
  version(): number {
    return this.record.version
  }

  @Field(() => GraphQLJSONObject, { description: 'Options of the measure, defaults filled in.' })
  options(): object {
    return this.record.options
  }

  @Field(() => Float, { description: 'Seed of the draws.' })
  seed(): number {
    return this.record.seed
  }

  @Field(() => [Int], { description: 'Chunk sizes that were asked for.' })
  sizes(): number[] {
    return this.record.sizes
  }

  @Field(() => String, { description: 'The same hash is the same question, whoever asks.' })
  question(): string {
    return this.record.question
  }

  @Field(() => WorkState, { description: 'How far it is.' })
  state(): AnalysisRecord['state'] {
    return this.record.state
  }

  @Field(() => Failure, { nullable: true, description: 'Why it failed, if it did.' })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => [ResultWarning], { description: 'What a reader of the result should know.' })
  warnings(): ResultWarning[] {
    return this.record.warnings
  }

  @Field(() => Provenance, { nullable: true, description: 'Where the result comes from, once there is one.' })
  provenance(): Provenance | null {
    return this.record.provenance as unknown as Provenance | null
  }

  @Field(() => [ResultScalar], { description: 'The single numbers of the result, as w* and the groups.' })
  scalars(): readonly ResultScalar[] {
    return this.record.result ? listScalars(this.record.result as unknown as SlimShape) : []
  }

  @Field(() => AnalysisResult, { nullable: true, description: 'What it found, without single draws.' })
  result(): object | null {
    return this.record.result && toResult(this.record.result as unknown as SlimShape)
  }

  @Field(() => [ResultArray], { description: 'Every array of the result, with every draw.' })
  arrays(): ResultArray[] {
    return this.record.arrays.map((array) => new ResultArray(this.record.id, array))
  }

  @Field(() => String, {
    nullable: true,
    description: 'Where to get the whole result as JSON, for an hour; null until there is one.',
  })
  resultUrl(@Ctx() { lab, actor }: Context): Promise<string> | null {
    return this.record.resultBlob === null ? null : signArrayUrl(lab, actor, this.record.id, 'result.json')
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
    description: 'When it was deleted; null while it is not. restoreAnalysis brings it back.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
