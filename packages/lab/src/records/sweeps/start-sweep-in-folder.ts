import { titleSweep, type SweepConfig } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findOrMakeProject } from '../projects/find-or-make-project.ts'
import { completeSweep } from './complete-sweep.ts'
import { startSweep } from './start-sweep.ts'
import type { Sweep } from './sweep.ts'

const projectName = 'Default'
const clientKey = 'sweep-in-folder'

/** Finds the sweep that a folder's lab is for; undefined as long as it has not been started. */
export function findSweepInFolder({ db }: Lab): Promise<Sweep | undefined> {
  return db.selectFrom('sweep').selectAll().where('clientKey', '=', clientKey).executeTakeFirst()
}

/** Starts the one sweep of a folder's lab, or completes it: what failed, was cancelled or was deleted waits again. */
export async function startSweepInFolder(lab: Lab, actor: Actor, config: SweepConfig): Promise<Sweep> {
  const started = await findSweepInFolder(lab)
  if (started) return completeSweep(lab, actor, started.id)
  const { id: projectId } = await lab.db
    .transaction()
    .execute((db) => findOrMakeProject(db, actor, projectName))
  return startSweep(lab, actor, { projectId, name: titleSweep(config), config, clientKey })
}
