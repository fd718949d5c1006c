import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { TrainingRun } from './training-run.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { finderOf } from '../nouns/find-records.ts'

/**
 * Returns the run; undefined if it does not exist or the actor may not read it. Includes deleted ones, which
 * can be restored.
 */
export async function findRun(lab: Lab, actor: Actor, id: string): Promise<TrainingRun | undefined> {
  return (await findRuns(lab, actor, [id])).get(id)
}

/** Finds runs by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export const findRuns = finderOf('trainingRun')

/** Runs that were deleted together are one entry of the bin, which list-bin.ts puts together. */
export const runNoun: Noun = {
  table: 'trainingRun',
  description: 'Training run with its metrics',
  words: ['training run', 'run'],
  runs: ['id'],
  bin: { name: sql`training_run.name` },
  job: {
    kind: 'train',
    description: 'Training of a run.',
    words: ['training', 'trainings'],
    action: 'Train a run',
  },
}
