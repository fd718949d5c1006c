import type { Job as JobRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { Failure } from '../failure.type.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { JobKind, WorkState } from './job-enums.ts'

const subjectTypes = {
  train: 'TrainingRun',
  analyze: 'Analysis',
  report: 'Sweep',
  represent: 'Checkpoint',
  compare: 'PairComparison',
} as const

@ObjectType('Job', { implements: Node, description: 'Something that a worker computes.' })
export class Job extends Node {
  readonly __typename = 'Job'
  readonly record: JobRecord
  override readonly id: string

  constructor(record: JobRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Job', record.id)
  }

  @Field(() => JobKind, { description: 'What it computes.' })
  kind(): JobRecord['kind'] {
    return this.record.kind
  }

  @Field(() => ID, {
    description:
      'Id of the run, analysis, comparison or sweep that it computes, or of the checkpoint that it represents.',
  })
  subjectId(): string {
    return toGlobalId(subjectTypes[this.record.kind], this.record.subjectId)
  }

  @Field(() => WorkState, { description: 'How far it is.' })
  state(): JobRecord['state'] {
    return this.record.state
  }

  @Field(() => Int, { description: 'Higher is sooner.' })
  priority(): number {
    return this.record.priority
  }

  @Field(() => String, { nullable: true, description: 'What is being done, in a word or two.' })
  phase(): string | null {
    return this.record.phase
  }

  @Field(() => Float, { description: 'Share of the work that is done, 0 … 1.' })
  progress(): number {
    return this.record.progress
  }

  @Field(() => Float, { nullable: true, description: 'Seconds until its end, as far as can be told.' })
  secondsLeft(): number | null {
    return this.record.secondsLeft
  }

  @Field(() => Int, { description: 'How often it was begun, those times aside that a worker gave it back.' })
  attempt(): number {
    return this.record.attempt
  }

  @Field(() => Int, { description: 'After so many failed attempts it has failed.' })
  maxAttempts(): number {
    return this.record.maxAttempts
  }

  @Field(() => Int, { description: 'Seconds that an attempt may take.' })
  timeLimit(): number {
    return this.record.timeLimit
  }

  @Field(() => String, { nullable: true, description: 'What it runs on, or ran on last: "gpu:0", "cpu:1".' })
  device(): string | null {
    return this.record.device
  }

  @Field(() => Boolean, { description: 'Whether somebody wants it to stop; its worker will see to it.' })
  cancelRequested(): boolean {
    return this.record.cancelRequested
  }

  @Field(() => Failure, { nullable: true, description: 'Why the last attempt failed, if it did.' })
  failure(): Failure | null {
    return this.record.failure
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Last sign of life of its worker.' })
  heartbeatAt(): Date | null {
    return this.record.heartbeatAt
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was asked for.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it last changed.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When its last attempt began.' })
  startedAt(): Date | null {
    return this.record.startedAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it ended.' })
  finishedAt(): Date | null {
    return this.record.finishedAt
  }
}
