import { findRuns, type TrainingRun as RunRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { DateTime } from '../date-time.ts'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { RunState } from './run-state.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('TrainingRun', {
  implements: Node,
  description: 'One model at one width with one seed, either trained here or logged by a script.',
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

  @Field(() => String, { description: 'Name of the run, at most 200 characters; need not be unique.' })
  name(): string {
    return this.record.name
  }

  @Field(() => Int, { description: 'Number of neurons that feed the final linear layer.' })
  width(): number {
    return this.record.width
  }

  @Field(() => SafeInt, {
    nullable: true,
    description: 'Seed of the random numbers, an integer; null if the script did not give one.',
  })
  seed(): number | null {
    return this.record.seed
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Weight decay, the factor of the L2 penalty on the parameters; null if the script did not give one.',
  })
  weightDecay(): number | null {
    return this.record.weightDecay
  }

  @Field(() => String, { description: 'Name of the dataset that the run is trained on.' })
  dataset(): string {
    return this.record.dataset
  }

  @Field(() => RunState, { description: 'Current state of the run.' })
  state(): RunRecord['state'] {
    return this.record.state
  }

  @Field(() => Boolean, { description: 'True if a script logs the run, false if a worker trains it.' })
  logged(): boolean {
    return this.record.logged
  }

  @Field(() => GraphQLJSONObject, {
    description:
      'Configuration of the run: all settings of the training, or the values that the script gave.',
  })
  config(): object {
    return this.record.config
  }

  @Field(() => GraphQLJSONObject, {
    description:
      'Environment of the run, for example git commit, command, host and packages, as its script gave it; empty if it gave none. No part of the configuration.',
  })
  environment(): object {
    return this.record.environment
  }

  @Field(() => String, {
    nullable: true,
    description: 'Name of the group of the run, as its script gave it; null for none.',
  })
  group(): string | null {
    return this.record.runGroup
  }

  @Field(() => String, { nullable: true, description: 'Kind of job, for example "eval"; null for none.' })
  jobType(): string | null {
    return this.record.jobType
  }

  @Field(() => String, { description: 'Notes as free text; empty if there are none.' })
  notes(): string {
    return this.record.notes
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'First evaluated epoch with training error exactly 0; null if there is none or it is not known yet.',
  })
  interpolationEpoch(): number | null {
    return this.record.interpolationEpoch
  }

  @Field(() => String, {
    nullable: true,
    description: 'Tensor backend of the training; null until it has finished and for logged runs.',
  })
  backend(): string | null {
    return this.record.backend
  }

  @Field(() => String, {
    nullable: true,
    description: 'Device of the training; null until it has finished and for logged runs.',
  })
  device(): string | null {
    return this.record.device
  }

  @Field(() => Failure, {
    nullable: true,
    description: 'Reason of the state FAILED or CRASHED; null in other states.',
  })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, { description: 'Time of the last change.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which training began; null for queued and for logged runs.',
  })
  startedAt(): Date | null {
    return this.record.startedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the run ended; null until then.',
  })
  finishedAt(): Date | null {
    return this.record.finishedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time of the last heartbeat or points from the script; null for runs that were trained here and for runs older than this field.',
  })
  heartbeatAt(): Date | null {
    return this.record.heartbeatAt
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'Longest time between two heartbeats that the script announced, in seconds; null for runs that were trained here.',
  })
  heartbeatSeconds(): number | null {
    return this.record.heartbeatSeconds
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the soft deletion; null if the run is not deleted. restoreRuns restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}

export const loadRun = loaderOf(findRuns, TrainingRun)
