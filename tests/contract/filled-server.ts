import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer } from '@mitoscope/server'

const archive = fileURLToPath(new URL('../golden/reference/synthetic-w64.npz', import.meta.url))

export interface Answer {
  readonly data: Record<string, any>
  readonly errors?: readonly { readonly message: string }[]
}

export interface FilledServer {
  readonly lab: Lab
  readonly url: string
  /** Global ids by what they are of: values for the variables of operations. */
  readonly ids: Readonly<Record<string, any>>
  ask(query: string, variables?: object): Promise<Answer>
  close(): Promise<void>
}

/** A server with something of everything, which came there through the API. Nothing computes: jobs wait. */
export async function openFilledServer(): Promise<FilledServer> {
  const lab = await openTestLab()
  const server = await startServer(lab, { port: 0 })
  const ask = async (query: string, variables: object = {}) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as Answer
  }
  const close = async () => {
    await server.close()
    await lab.close()
  }
  try {
    return { lab, url: server.url, ask, close, ids: await fill(server.url, ask) }
  } catch (error) {
    await close()
    throw error
  }
}

/** Puts something of everything into the lab behind an API, and says under which ids. */
export async function fill(url: string, ask: FilledServer['ask']) {
  const make = async (mutation: string, type: string, input: object, answer: string) => {
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answer} } }`,
      { input },
    )
    if (errors) throw new Error(`${mutation}: ${JSON.stringify(errors)}`)
    return data[mutation]
  }
  const { project } = await make('createProject', 'CreateProjectInput', { name: 'vision' }, 'project { id }')
  const { model } = await make(
    'createModel',
    'CreateModelInput',
    { projectId: project.id, name: 'wide', architecture: 'mlp', dataset: 'mnist', recipe: { lr: 0.1 } },
    'model { id }',
  )
  const runIds: string[] = []
  for (const width of [16, 64])
    for (const seed of [0, 1]) {
      const input = { modelId: model.id, name: `w${width}-s${seed}`, width, seed, weightDecay: 5e-4 }
      const more = { dataset: 'mnist', tags: ['first'], config: { optimizer: { name: 'sgd' }, width } }
      const { run } = await make('createRun', 'CreateRunInput', { ...input, ...more }, 'run { id }')
      runIds.push(run.id as string)
      const points = Array.from({ length: 40 }, (_, i) => [
        { name: 'trainError', step: i, value: Math.max(0, 0.5 - i / 50) },
        { name: 'testError', step: i, value: i === 7 ? null : 0.5 - i / 100 },
      ]).flat()
      await make('logMetrics', 'LogMetricsInput', { batches: [{ runId: run.id, points }] }, 'added')
      await make(
        'registerCheckpoint',
        'RegisterCheckpointInput',
        { runId: run.id, epoch: 40 },
        'checkpoint { id }',
      )
    }
  const representation = await upload(url, make, runIds[2])
  const representations = [representation, await upload(url, make, runIds[3])]
  const { analysis } = await make(
    'startAnalysis',
    'StartAnalysisInput',
    { representationId: representation, measure: 'reconstruction' },
    'analysis { id job { id } }',
  )
  const { sweep } = await make(
    'startSweep',
    'StartSweepInput',
    { projectId: project.id, name: 'default', settings: { widths: [16, 32], seeds: [0] } },
    'sweep { id }',
  )
  return {
    project: project.id,
    model: model.id,
    run: runIds[2],
    runs: runIds,
    representation,
    representations,
    analysis: analysis.id,
    job: analysis.job.id,
    sweep: sweep.id,
  }
}

type Make = (mutation: string, type: string, input: object, answer: string) => Promise<Record<string, any>>

async function upload(url: string, make: Make, run: string): Promise<string> {
  const bytes = new Uint8Array(await readFile(archive))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const input = { runId: run, fileName: 'w64.npz', bytes: bytes.length, sha256, epoch: 40 }
  const announce = 'uploadUrl representation { id }'
  const { uploadUrl, representation } = await make('createUpload', 'CreateUploadInput', input, announce)
  // The server has these bytes already.
  if (representation) return representation.id as string
  const response = await fetch(url + uploadUrl, { method: 'PUT', body: bytes })
  if (!response.ok)
    throw new Error(`The upload was answered with ${response.status}: ${await response.text()}`)
  const again = await make('createUpload', 'CreateUploadInput', input, 'representation { id }')
  return again.representation.id as string
}
