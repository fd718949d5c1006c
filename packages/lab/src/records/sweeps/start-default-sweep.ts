import { sweepMeasures } from '@mitoscope/analysis'
import { defaultSweep } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findOrMakeProject } from '../projects/find-or-make-project.ts'
import { startSweep } from './start-sweep.ts'
import type { Sweep } from './sweep.ts'

const projectName = 'Default'
const clientKey = 'default-sweep'

/**
 * Starts the sweep for the paper's headline claim, on MNIST, in a project of its own; returns the existing
 * sweep if it was started before.
 */
export async function startDefaultSweep(lab: Lab, actor: Actor): Promise<Sweep> {
  const started = await lab.db
    .selectFrom('sweep')
    .selectAll()
    .where('clientKey', '=', clientKey)
    .orderBy('createdAt')
    .executeTakeFirst()
  if (started) return started
  const description = 'MNIST at widths 16 to 1024: one group up to a critical width, more of them above it.'
  const { id: projectId } = await lab.db
    .transaction()
    .execute((db) => findOrMakeProject(db, actor, projectName, description))
  return startSweep(lab, actor, {
    projectId,
    name: 'MNIST, fully connected',
    config: defaultSweep,
    analyses: sweepMeasures.map((measure) => ({ measure })),
    clientKey,
  })
}
