import type { WorkerRecord } from '@mitoscope/lab'
import { Field, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Worker', {
  implements: Node,
  description: 'One device of a worker process; it executes one job at a time.',
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

  @Field(() => String, { description: 'Host name of the machine.' })
  host(): string {
    return this.record.host
  }

  @Field(() => Int, { description: 'Process ID of the worker on its machine.' })
  process(): number {
    return this.record.process
  }

  @Field(() => String, {
    description: 'Device of the worker: "gpu:0" for a GPU, "cpu:0" for a share of the CPU cores.',
  })
  device(): string {
    return this.record.device
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Tensor backend and its device as text, joined by a colon; null until the compute process has started.',
  })
  backend(): string | null {
    return this.record.backend
  }

  @Field(() => String, { description: 'Version of Mitoscope of the worker.' })
  version(): string {
    return this.record.version
  }

  @Field(() => DateTime, { description: 'Time at which the worker started.' })
  startedAt(): Date {
    return this.record.startedAt
  }

  @Field(() => DateTime, { description: 'Time of the last heartbeat.' })
  seenAt(): Date {
    return this.record.seenAt
  }
}
