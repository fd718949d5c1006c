import type { Sweep as SweepRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType({ description: 'A measure that is computed of every run as soon as it is trained.' })
export class SweepAnalysis {
  @Field(() => String, { description: 'Id of the measure.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, { description: 'Its options.' })
  readonly options!: object
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

  @Field(() => String, { description: 'For people; need not be unique.' })
  name(): string {
    return this.record.name
  }

  @Field(() => GraphQLJSONObject, { description: 'All of its settings.' })
  config(): object {
    return this.record.config
  }

  @Field(() => [SweepAnalysis], { description: 'What is computed of each of its runs.' })
  requestedAnalyses(): SweepAnalysis[] {
    return this.record.analyses
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was started.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => GraphQLDateTimeISO, {
    description: 'When it was last changed; its runs have their own times.',
  })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was deleted; null while it is not. restoreSweep brings it back.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
