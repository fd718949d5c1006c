import type { Checkpoint as CheckpointRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Checkpoint', { implements: Node, description: 'State of a training run after an epoch.' })
export class Checkpoint extends Node {
  readonly __typename = 'Checkpoint'
  readonly record: CheckpointRecord
  override readonly id: string

  constructor(record: CheckpointRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Checkpoint', record.id)
  }

  @Field(() => Int, { description: 'Number of finished epochs, unique in the run.' })
  epoch(): number {
    return this.record.epoch
  }

  @Field(() => GraphQLJSONObject, {
    description: 'Metrics at the checkpoint, by name; null for a value that is not finite.',
  })
  metrics(): object {
    return this.record.metrics
  }

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the parameter file, in hex; null if the parameters are not stored.',
  })
  hash(): string | null {
    return this.record.blobHash
  }

  @Field(() => DateTime, { description: 'Time at which the checkpoint was recorded.' })
  createdAt(): Date {
    return this.record.createdAt
  }
}
