import { jobNouns, type Job as JobRecord } from '@mitoscope/lab'
import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { Failure } from '../failure.type.ts'
import { toGlobalId, typeOf } from '../global-id.ts'
import { Node } from '../node.ts'
import { JobKind, subjectWords, WorkState } from './job-enums.ts'

const subjectTypes = new Map(jobNouns.map(({ table, job }) => [job.kind, typeOf(table)]))

@ObjectType('Job', { implements: Node, description: 'Computation that a worker executes.' })
export class Job extends Node {
  readonly __typename = 'Job'
  readonly record: JobRecord
  override readonly id: string

  constructor(record: JobRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Job', record.id)
  }

  @Field(() => JobKind, { description: 'Kind of the computation.' })
  kind(): JobRecord['kind'] {
    return this.record.kind
  }

  @Field(() => ID, {
    description: `Global ID of the ${subjectWords} that the job works on.`,
  })
  subjectId(): string {
    return toGlobalId(subjectTypes.get(this.record.kind)!, this.record.subjectId)
  }

  @Field(() => WorkState, { description: 'Current state of the job.' })
  state(): JobRecord['state'] {
    return this.record.state
  }

  @Field(() => Int, { description: 'Priority of the job; a higher value starts sooner.' })
  priority(): number {
    return this.record.priority
  }

  @Field(() => String, {
    nullable: true,
    description: 'Current step of the computation in a word or two; null if there is none.',
  })
  phase(): string | null {
    return this.record.phase
  }

  @Field(() => Float, { description: 'Finished fraction of the work, from 0 to 1.' })
  progress(): number {
    return this.record.progress
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Estimated seconds until the end; null if they are not known.',
  })
  secondsLeft(): number | null {
    return this.record.secondsLeft
  }

  @Field(() => Int, { description: 'Number of attempts so far, not counting those a worker returned.' })
  attempt(): number {
    return this.record.attempt
  }

  @Field(() => Int, { description: 'Number of failed attempts after which the job is FAILED.' })
  maxAttempts(): number {
    return this.record.maxAttempts
  }

  @Field(() => Int, { description: 'Time limit of one attempt in seconds.' })
  timeLimit(): number {
    return this.record.timeLimit
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Device of the current or last attempt, for example "gpu:0" or "cpu:1"; null while the job waits.',
  })
  device(): string | null {
    return this.record.device
  }

  @Field(() => Boolean, {
    description: 'True if a user cancelled the job and its worker has not stopped yet.',
  })
  cancelRequested(): boolean {
    return this.record.cancelRequested
  }

  @Field(() => Failure, {
    nullable: true,
    description: 'Error of the last attempt; null if it did not fail.',
  })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the last heartbeat of the worker; null while the job waits.',
  })
  heartbeatAt(): Date | null {
    return this.record.heartbeatAt
  }

  @Field(() => DateTime, { description: 'Time at which the job was requested.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, { description: 'Time of the last change.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the last attempt began; null before the first.',
  })
  startedAt(): Date | null {
    return this.record.startedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the job ended; null until then.',
  })
  finishedAt(): Date | null {
    return this.record.finishedAt
  }
}
