import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLab as openFolder, type Lab } from '@mitoscope/lab'
import { tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { ask } from '../faults/api.ts'
import { startMitoscope, type MitoscopeProcess } from '../faults/start-mitoscope.ts'

export interface E2eLab {
  readonly url: string
  readonly project: string
  /** Ends the server and starts it again at the same address. */
  restart(whileAway: () => Promise<void>): Promise<void>
  startSweep(name: string, more?: object): Promise<string>
  close(): Promise<void>
}

/**
 * A lab with its dashboard in a process of its own, and a dataset that trains in seconds; `fill` puts into its tables what
 * would take minutes through the API.
 */
export async function openLab(fill?: (lab: Lab) => Promise<void>): Promise<E2eLab> {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-e2e-'))
  if (fill) {
    const empty = await openFolder({ folder: join(folder, 'lab') })
    await fill(empty)
    await empty.close()
  }
  writeTinyDataset(join(folder, 'mnist'))
  const folders = ['--data', join(folder, 'lab'), '--data-folder', join(folder, 'mnist')]
  const start = (port: string): MitoscopeProcess =>
    startMitoscope(['serve', '--port', port, ...folders], {}, { withDashboard: true })
  let server = start('0')
  const url = await server.ready
  const { createProject } = await ask(
    url,
    'mutation { createProject(input: { name: "digits" }) { project { id } } }',
  )
  const project = createProject.project.id as string
  return {
    url,
    project,
    async restart(whileAway) {
      await server.end('SIGTERM')
      await whileAway()
      server = start(new URL(url).port)
      await server.ready
    },
    async startSweep(name, more = {}) {
      const { contrasts: _, ...settings } = tinySweep
      const analyses = [
        'reconstruction',
        'residual-correlation',
        'chunk-error',
        'critical-width',
        'decay-law',
      ]
      const input = {
        projectId: project,
        name,
        settings: { ...settings, ...more },
        analyses: analyses.map((measure) => ({ measure })),
      }
      const { startSweep } = await ask(
        url,
        'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
        { input },
      )
      return startSweep.sweep.id as string
    },
    async close() {
      await server.end('SIGTERM')
      // The server's compute processes end a little later.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
    },
  }
}
