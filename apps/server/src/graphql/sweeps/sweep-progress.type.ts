import type { SweepCell as CellRecord, SweepProgress as ProgressRecord } from '@mitoscope/lab'
import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { RunState } from '../runs/run-state.ts'

@ObjectType({ description: 'How many runs of a sweep are how far.' })
export class SweepCounts {
  @Field(() => Int, { description: 'Wait for a worker.' })
  readonly queued!: number
  @Field(() => Int, { description: 'Are being trained.' })
  readonly running!: number
  @Field(() => Int, { description: 'Are done.' })
  readonly finished!: number
  @Field(() => Int, { description: 'Ended with an error.' })
  readonly failed!: number
  @Field(() => Int, { description: 'Were stopped.' })
  readonly cancelled!: number
  @Field(() => Int, { description: 'Were deleted.' })
  readonly missing!: number
}

@ObjectType({ description: 'One combination that a sweep asks for, and how far its run is.' })
export class SweepCell {
  readonly #record: CellRecord

  constructor(record: CellRecord) {
    this.#record = record
  }

  @Field(() => Int, { description: 'The width.' })
  width(): number {
    return this.#record.width
  }

  @Field(() => Float, { description: 'The seed; a whole number.' })
  seed(): number {
    return this.#record.seed
  }

  @Field(() => Float, { description: 'The weight decay.' })
  weightDecay(): number {
    return this.#record.weightDecay
  }

  @Field(() => ID, { nullable: true, description: 'Id of its run; null where that was deleted.' })
  runId(): string | null {
    return this.#record.runId && toGlobalId('TrainingRun', this.#record.runId)
  }

  @Field(() => RunState, { nullable: true, description: 'How far its run is.' })
  state(): CellRecord['state'] {
    return this.#record.state
  }

  @Field(() => Float, { description: 'Share of its training that is done, 0 … 1.' })
  progress(): number {
    return this.#record.progress
  }
}

@ObjectType({ description: 'How far a sweep is, as its runs tell.' })
export class SweepProgress {
  readonly #record: ProgressRecord

  constructor(record: ProgressRecord) {
    this.#record = record
  }

  @Field(() => WorkState, {
    description: 'Running as long as a run of it waits or trains, else what became of it as a whole.',
  })
  state(): ProgressRecord['state'] {
    return this.#record.state
  }

  @Field(() => SweepCounts, { description: 'Runs by state.' })
  counts(): SweepCounts {
    return this.#record.counts
  }

  @Field(() => Float, { description: 'Share of the training that is done, 0 … 1, by the time it takes.' })
  fraction(): number {
    return this.#record.progress
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Seconds until all that the sweep asked for is there: trainings, analyses and report. Null when nothing is left to do.',
  })
  secondsLeft(): number | null {
    return this.#record.secondsLeft
  }

  @Field(() => [SweepCell], { description: 'Every width × seed × weight decay that the sweep asks for.' })
  cells(): SweepCell[] {
    return this.#record.cells.map((cell) => new SweepCell(cell))
  }
}
