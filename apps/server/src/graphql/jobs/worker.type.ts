import type { WorkerRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Worker', {
  implements: Node,
  description: 'One device of a worker process: it computes one job at a time.',
})
export class Worker extends Node {
  readonly __typename = 'Worker'
  readonly record: WorkerRecord
  override readonly id: string

  constructor(record: WorkerRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Worker', record.id)
  }

  @Field(() => String, { description: 'Name of its machine.' })
  host(): string {
    return this.record.host
  }

  @Field(() => Int, { description: 'Number of its process on that machine.' })
  process(): number {
    return this.record.process
  }

  @Field(() => String, { description: '"gpu:0" for a GPU, "cpu:0" for a share of the processor.' })
  device(): string {
    return this.record.device
  }

  @Field(() => String, {
    nullable: true,
    description: 'The tensor backend and what it runs on, once the worker has computed something.',
  })
  backend(): string | null {
    return this.record.backend
  }

  @Field(() => String, { description: 'Version of Mitoscope that it is.' })
  version(): string {
    return this.record.version
  }

  @Field(() => GraphQLDateTimeISO, { description: 'Since when it works.' })
  startedAt(): Date {
    return this.record.startedAt
  }

  @Field(() => GraphQLDateTimeISO, { description: 'Last sign of life.' })
  seenAt(): Date {
    return this.record.seenAt
  }
}
