import type { SweepCell as CellRecord, SweepProgress as ProgressRecord } from '@mitoscope/lab'
import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { toGlobalId } from '../global-id.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { RunState } from '../runs/run-state.ts'

@ObjectType({ description: 'Number of runs of a sweep in each state.' })
export class SweepCounts {
  @Field(() => Int, { description: 'Number of runs that wait for a worker.' })
  readonly queued!: number
  @Field(() => Int, { description: 'Number of runs that are being trained.' })
  readonly running!: number
  @Field(() => Int, { description: 'Number of runs that ended without an error.' })
  readonly finished!: number
  @Field(() => Int, { description: 'Number of runs that ended with an error.' })
  readonly failed!: number
  @Field(() => Int, { description: 'Number of runs that were cancelled.' })
  readonly cancelled!: number
  @Field(() => Int, { description: 'Number of runs that were deleted.' })
  readonly missing!: number
}

@ObjectType({
  description: 'One combination of width, seed and weight decay of a sweep, with the progress of its run.',
})
export class SweepCell {
  readonly #record: CellRecord

  constructor(record: CellRecord) {
    this.#record = record
  }

  @Field(() => Int, { description: 'Width of the run.' })
  width(): number {
    return this.#record.width
  }

  @Field(() => SafeInt, { description: 'Seed of the run, an integer.' })
  seed(): number {
    return this.#record.seed
  }

  @Field(() => Float, { description: 'Weight decay of the run.' })
  weightDecay(): number {
    return this.#record.weightDecay
  }

  @Field(() => ID, { nullable: true, description: 'Global ID of the run; null if it was deleted.' })
  runId(): string | null {
    return this.#record.runId && toGlobalId('TrainingRun', this.#record.runId)
  }

  @Field(() => RunState, { nullable: true, description: 'Current state of the run; null if it was deleted.' })
  state(): CellRecord['state'] {
    return this.#record.state
  }

  @Field(() => Float, { description: 'Finished fraction of the training, from 0 to 1.' })
  progress(): number {
    return this.#record.progress
  }
}

@ObjectType({ description: 'Progress of a sweep, computed from its runs.' })
export class SweepProgress {
  readonly #record: ProgressRecord

  constructor(record: ProgressRecord) {
    this.#record = record
  }

  @Field(() => WorkState, {
    description:
      'RUNNING while a run is trained or waits for a worker, QUEUED before the first run starts; afterwards FAILED if a run failed, else CANCELLED if one was cancelled, else FINISHED.',
  })
  state(): ProgressRecord['state'] {
    return this.#record.state
  }

  @Field(() => SweepCounts, { description: 'Number of runs by state.' })
  counts(): SweepCounts {
    return this.#record.counts
  }

  @Field(() => Float, {
    description:
      'Finished fraction of the training, from 0 to 1, weighted by the estimated time of each run.',
  })
  fraction(): number {
    return this.#record.progress
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Estimated seconds until trainings, analyses and report are finished; null when nothing remains.',
  })
  secondsLeft(): number | null {
    return this.#record.secondsLeft
  }

  @Field(() => [SweepCell], {
    description: 'One cell per combination of width, seed and weight decay of the sweep.',
  })
  cells(): SweepCell[] {
    return this.#record.cells.map((cell) => new SweepCell(cell))
  }
}
