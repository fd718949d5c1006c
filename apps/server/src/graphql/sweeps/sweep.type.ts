import type { Sweep as SweepRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType({
  description: 'Measure that is computed for every run of a sweep as soon as the run is trained.',
})
export class SweepAnalysis {
  @Field(() => String, { description: 'Name of the measure.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, { description: 'Options of the measure by name.' })
  readonly options!: object
  @Field(() => SafeInt, { description: 'Seed of the random draws.' })
  readonly seed!: number
  @Field(() => [Int], { description: 'Chunk sizes in addition to the halvings of the width.' })
  readonly sizes!: readonly number[]
}

@ObjectType('Sweep', {
  implements: Node,
  description: 'One model trained at several widths, with several seeds and weight decays.',
})
export class Sweep extends Node {
  readonly __typename = 'Sweep'
  readonly record: SweepRecord
  override readonly id: string

  constructor(record: SweepRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Sweep', record.id)
  }

  @Field(() => String, { description: 'Name of the sweep, at most 200 characters; need not be unique.' })
  name(): string {
    return this.record.name
  }

  @Field(() => GraphQLJSONObject, { description: 'Settings of the sweep, including defaults.' })
  config(): object {
    return this.record.config
  }

  @Field(() => [SweepAnalysis], {
    description: 'Analyses that start for every run as soon as it is trained.',
  })
  requestedAnalyses(): SweepAnalysis[] {
    return this.record.analyses.map((request) => ({ seed: 0, sizes: [], ...request }))
  }

  @Field(() => DateTime, { description: 'Time at which the sweep was started.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, {
    description: 'Time of the last change of the sweep; its runs have their own times.',
  })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the soft deletion; null if the sweep is not deleted. restoreSweep restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
