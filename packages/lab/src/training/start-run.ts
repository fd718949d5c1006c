import { listRuns } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Lab } from '../lab.ts'
import { readName } from '../records/read-name.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { findOrMakeModel, type ModelChoice } from '../sweeps/find-or-make-model.ts'
import { readConfig } from '../sweeps/read-config.ts'
import { addRuns } from './add-runs.ts'

export interface StartRunInput extends ModelChoice {
  readonly name?: string | null
  readonly width: number
  readonly seed?: number | null
  readonly weightDecay?: number | null
  /** Settings as of a sweep, but for widths, seeds and weight decays. */
  readonly config?: object | null
}

/** Trains one run by itself. */
export async function startRun(lab: Lab, actor: Actor, input: StartRunInput): Promise<TrainingRun> {
  const { width, seed, weightDecay } = input
  const config = readConfig({
    ...input.config,
    widths: [width],
    seeds: [seed ?? 0],
    weightDecays: weightDecay === undefined || weightDecay === null ? undefined : [weightDecay],
    contrasts: [],
  })
  const [planned] = listRuns(config)
  const name = input.name ? readName('name', input.name) : planned.name
  return lab.db.transaction().execute(async (db) => {
    const { id: modelId, projectId } = await findOrMakeModel(db, actor, input, config)
    const place = { projectId, modelId, sweepId: null }
    const [run] = await addRuns(db, lab, actor, place, config, [{ ...planned, name }])
    await recordAudit(db, actor, { action: 'startRun', projectId, subject: `run ${run.id}` })
    return run
  })
}
