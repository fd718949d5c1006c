import type { Checkpoint as CheckpointRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Checkpoint', { implements: Node, description: 'The state of a training run after an epoch.' })
export class Checkpoint extends Node {
  readonly __typename = 'Checkpoint'
  readonly record: CheckpointRecord
  override readonly id: string

  constructor(record: CheckpointRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Checkpoint', record.id)
  }

  @Field(() => Int, { description: 'After how many epochs; unique in the run.' })
  epoch(): number {
    return this.record.epoch
  }

  @Field(() => GraphQLJSONObject, {
    description: 'What was measured then, by name; null where it is not finite.',
  })
  metrics(): object {
    return this.record.metrics
  }

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256, in hex, of the file with its parameters; null when none is kept.',
  })
  hash(): string | null {
    return this.record.blobHash
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was registered.' })
  createdAt(): Date {
    return this.record.createdAt
  }
}
