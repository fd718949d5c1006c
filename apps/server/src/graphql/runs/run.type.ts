import type { TrainingRun as RunRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { RunState } from './run-state.ts'

@ObjectType('TrainingRun', {
  implements: Node,
  description: 'One model at one width with one seed: trained here, or logged by a script.',
})
export class TrainingRun extends Node {
  readonly __typename = 'TrainingRun'
  readonly record: RunRecord
  override readonly id: string

  constructor(record: RunRecord) {
    super()
    this.record = record
    this.id = toGlobalId('TrainingRun', record.id)
  }

  @Field(() => String, { description: 'For people; need not be unique.' })
  name(): string {
    return this.record.name
  }

  @Field(() => Int, { description: 'Number of neurons that feed the final linear layer.' })
  width(): number {
    return this.record.width
  }

  @Field(() => Float, { nullable: true, description: 'Of the random numbers; a whole number.' })
  seed(): number | null {
    return this.record.seed
  }

  @Field(() => Float, { nullable: true, description: 'Factor of the penalty on the parameters.' })
  weightDecay(): number | null {
    return this.record.weightDecay
  }

  @Field(() => String, { description: 'What it is trained on.' })
  dataset(): string {
    return this.record.dataset
  }

  @Field(() => RunState, { description: 'How far it is.' })
  state(): RunRecord['state'] {
    return this.record.state
  }

  @Field(() => Boolean, { description: 'Whether a script feeds it; the others are trained here.' })
  logged(): boolean {
    return this.record.logged
  }

  @Field(() => GraphQLJSONObject, { description: 'Everything it was set up with.' })
  config(): object {
    return this.record.config
  }

  @Field(() => String, { description: 'Free text.' })
  notes(): string {
    return this.record.notes
  }

  @Field(() => Int, {
    nullable: true,
    description: 'First evaluated epoch with training error exactly 0; null when there is none.',
  })
  interpolationEpoch(): number | null {
    return this.record.interpolationEpoch
  }

  @Field(() => String, { nullable: true, description: 'The tensor backend that trained it.' })
  backend(): string | null {
    return this.record.backend
  }

  @Field(() => String, { nullable: true, description: 'The device that trained it.' })
  device(): string | null {
    return this.record.device
  }

  @Field(() => Failure, {
    nullable: true,
    description: 'Reason why it FAILED or CRASHED; null in other states.',
  })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was last changed.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When its training began.' })
  startedAt(): Date | null {
    return this.record.startedAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it ended.' })
  finishedAt(): Date | null {
    return this.record.finishedAt
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'Last sign of life of its script; null for runs trained here and those from before it was kept.',
  })
  heartbeatAt(): Date | null {
    return this.record.heartbeatAt
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Longest time in seconds between two signs of life that its script promised.',
  })
  heartbeatSeconds(): number | null {
    return this.record.heartbeatSeconds
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was deleted; null while it is not. restoreRuns brings it back.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
