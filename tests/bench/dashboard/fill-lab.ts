import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLab } from '@mitoscope/lab'
import { tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { encodeSafetensors } from '@mitoscope/formats'
import { runMitoscope } from '../../cli/run-mitoscope.ts'
import { ask } from '../../faults/api.ts'
import { startMitoscope } from '../../faults/start-mitoscope.ts'
import { logBody, writeBody } from '../server/log-points.ts'
import { say } from '../server/figure.ts'
import { seedRuns } from '../server/seed-runs.ts'
import { usual } from '../server/serve.ts'
import { createRun } from './create-run.ts'
import { makeGroupedLayer } from './make-grouped-layer.ts'

export interface FilledLab {
  readonly url: string
  /** Id of a finished sweep that was trained in this lab. */
  readonly sweep: string
  /** One of its runs, and an analysis of that. */
  readonly run: string
  readonly analysis: string
  /** Id of the analysis of groups of a layer of 1,024 neurons whose pairs are measured too. */
  readonly groups: string
  /** 100 runs with 2,000 points of each metric: ten widths, ten seeds. */
  readonly curves: readonly string[]
  readonly project: string
  close(): Promise<void>
}

const widths = 10
const seeds = 10
export const stepsOfCurves = 2_000
export const namesOfCurves = ['testError', 'trainLoss']

/** A lab with its dashboard built, 10,000 runs, a trained sweep, long curves and a wide layer. */
export async function fillLab(folder: string): Promise<FilledLab> {
  say('10,000 runs')
  const data = join(folder, 'lab')
  const lab = await openLab({ folder: data })
  await seedRuns(lab)
  await lab.close()
  writeTinyDataset(join(folder, 'mnist'))
  const args = ['serve', '--port', '0', '--data', data, '--data-folder', join(folder, 'mnist')]
  const server = startMitoscope(args, usual, { withDashboard: true })
  const url = await server.ready
  say('the dashboard is built')
  while ((await fetch(url, { headers: { accept: 'text/html' } })).status !== 200) await sleep(500)
  const { createProject } = await ask(
    url,
    'mutation { createProject(input: { name: "measured" }) { project { id } } }',
  )
  const project = createProject.project.id as string
  say('a sweep')
  const sweep = await trainSweep(url, project)
  say(`${widths * seeds} runs of ${stepsOfCurves} points`)
  const curves = await logCurves(url, project)
  say('a layer of 1,024 neurons')
  const groups = await analyzeLayer(url, project, folder)
  const { runs } = await ask(
    url,
    'query ($id: ID!) { runs(first: 1, filter: { sweepId: { eq: $id } }) { nodes { id analyses { id measure } } } }',
    { id: sweep },
  )
  const [{ id: run, analyses }] = runs.nodes
  const analysis = analyses.find(({ measure }: { measure: string }) => measure === 'reconstruction').id
  return { url, sweep, run, analysis, groups, curves, project, close: () => server.end('SIGTERM') }
}

async function trainSweep(url: string, projectId: string): Promise<string> {
  const { contrasts: _, ...settings } = tinySweep
  const measures = ['reconstruction', 'residual-correlation', 'chunk-error', 'critical-width', 'decay-law']
  const { startSweep } = await ask(
    url,
    'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
    {
      input: {
        projectId,
        name: 'digits',
        settings: { ...settings, seeds: [0, 1] },
        analyses: measures.map((measure) => ({ measure })),
      },
    },
  )
  const { id } = startSweep.sweep
  const query = 'query ($id: ID!) { sweep(id: $id) { progress { state } report { madeAt } } }'
  for (;;) {
    const { sweep } = await ask(url, query, { id })
    if (sweep.progress.state === 'FAILED') throw new Error('The sweep failed')
    if (sweep.progress.state === 'FINISHED' && sweep.report) return id
    await sleep(500)
  }
}

async function logCurves(url: string, projectId: string): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < widths * seeds; i++) {
    const [width, seed] = [16 * (1 + (i % widths)), Math.floor(i / widths)]
    const id = await createRun(url, projectId, { name: `curve ${i}`, width, seed })
    await logBody(url, writeBody(id, namesOfCurves, 0, stepsOfCurves), namesOfCurves.length * stepsOfCurves)
    ids.push(id)
  }
  return ids
}

async function analyzeLayer(url: string, projectId: string, folder: string): Promise<string> {
  const file = join(folder, 'wide.safetensors')
  await writeFile(file, Buffer.concat([...encodeSafetensors(makeGroupedLayer(1_024))]))
  const runId = await createRun(url, projectId, { name: 'wide', width: 1_024 })
  const sent = await runMitoscope(['upload', file, '--server', url, '--run', runId])
  if (sent.code !== 0) throw new Error(`mitoscope upload: ${sent.stderr}`)
  const { run } = await ask(url, 'query ($id: ID!) { run(id: $id) { representations { id } } }', {
    id: runId,
  })
  const [{ id: representationId }] = run.representations
  const start = async (measure: string, more = {}) => {
    const { startAnalysis } = await ask(
      url,
      'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
      { input: { representationId, measure, ...more } },
    )
    const { id } = startAnalysis.analysis
    for (;;) {
      const { analysis } = await ask(
        url,
        'query ($id: ID!) { analysis(id: $id) { state failure { message } } }',
        { id },
      )
      if (analysis.state === 'FINISHED') return id as string
      if (analysis.failure) throw new Error(`${measure}: ${analysis.failure.message}`)
      await sleep(250)
    }
  }
  const groups = await start('groups')
  await start('residual-pairs')
  return groups
}
