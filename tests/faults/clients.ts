import { setTimeout as sleep } from 'node:timers/promises'
import { writeRepresentation } from '@mitoscope/server/testing'
import { ask, send, Unanswered, untilAnswered } from './api.ts'

/** Work that the server has acknowledged to the clients. */
export interface Acknowledged {
  /** Numbers of the batches of metrics. */
  readonly batches: number[]
  /** Hashes of files by the id of their representation. */
  readonly uploads: Map<string, string>
  /** Answers by the id of their analysis. */
  readonly analyses: Map<string, string>
}

export interface Clients {
  readonly acknowledged: Acknowledged
  /** Rejects with what one of them was answered that it should not have been. */
  readonly ended: Promise<unknown>
  /** Lets each end what it is at. */
  stop(): Promise<void>
}

export const width = 8
export const stepsPerBatch = 5
export const metricNames = ['loss', 'error']
export const pointsOf = (batch: number) =>
  Array.from({ length: stepsPerBatch }, (_, i) => batch * stepsPerBatch + i).flatMap((step) =>
    metricNames.map((name) => ({ name, step, value: valueAt(name, step) })),
  )
export const valueAt = (name: string, step: number) => Math.sin(step * name.length)

/**
 * Clients that log metrics, upload representations, whole and in two pieces, and have them analysed, one thing after
 * the other. Cut off, each sends the same again, as long as it takes. `server` is awaited for its URL.
 */
export function startClients(runId: string, server: () => Promise<string>): Clients {
  const acknowledged: Acknowledged = { batches: [], uploads: new Map(), analyses: new Map() }
  let stopped = false
  const api = (query: string, variables: object = {}) =>
    untilAnswered(async () => ask(await server(), query, variables))

  const log = async () => {
    for (let batch = 0; !stopped; batch++) {
      const input = { batches: [{ runId, key: `batch ${batch}`, points: pointsOf(batch) }] }
      await api('mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }', { input })
      acknowledged.batches.push(batch)
      await sleep(40)
    }
  }
  const upload = async () => {
    for (let seed = 0; !stopped; seed++) {
      const file = writeRepresentation(width, seed % 5 === 4 ? 30_000 : 200, seed)
      const id = await sendFile(api, server, runId, file, seed % 2 === 1)
      acknowledged.uploads.set(id, file.sha256)
      await sleep(150)
    }
  }
  const analyse = async () => {
    const done = new Set<string>()
    while (!stopped) {
      const representation = [...acknowledged.uploads.keys()].find((id) => !done.has(id))
      if (representation === undefined) {
        await sleep(50)
        continue
      }
      done.add(representation)
      const input = { representationId: representation, measure: 'reconstruction', options: { draws: 3 } }
      const { startAnalysis } = await api(
        'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
        { input },
      )
      const { id } = startAnalysis.analysis
      acknowledged.analyses.set(id, await untilFinished(api, id))
    }
  }
  const ended = Promise.all([log(), upload(), analyse()])
  ended.catch(() => {})
  return {
    acknowledged,
    ended,
    async stop() {
      stopped = true
      await ended
    },
  }
}

type Api = (query: string, variables?: object) => Promise<Record<string, any>>

const announcement = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { uploadUrl representation { id } }
}`

/** Announces, sends what is missing and answers the representation's id, whoever dies meanwhile. */
async function sendFile(
  api: Api,
  server: () => Promise<string>,
  run: string,
  { bytes, sha256 }: { readonly bytes: Buffer; readonly sha256: string },
  inPieces: boolean,
): Promise<string> {
  const input = { runId: run, fileName: `w${width}.safetensors`, bytes: bytes.length, sha256 }
  for (;;) {
    const { uploadUrl, representation } = (await api(announcement, { input })).createUpload
    if (representation) return representation.id as string
    try {
      const url = (await server()) + uploadUrl
      if (!inPieces) {
        const { status, body } = await send(url, { method: 'PUT', body: new Uint8Array(bytes) })
        if (status === 201) return body.representation as string
        throw new Error(`An upload was answered with ${status}: ${JSON.stringify(body)}`)
      }
      await sendPiece(url, bytes)
      await sendPiece(url, bytes)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      await sleep(50)
    }
  }
}

/**
 * Sends a piece by tus: half of the file at first, then the rest. Throws if the server answers otherwise
 * than tus asks.
 */
async function sendPiece(url: string, bytes: Buffer): Promise<void> {
  const tus = { 'tus-resumable': '1.0.0' }
  const head = await send(url, { method: 'HEAD', headers: tus })
  const offset = Number(head.headers.get('upload-offset'))
  if (head.status !== 200) throw new Error(`HEAD of an upload was answered with ${head.status}`)
  if (offset === bytes.length) return
  const end = offset === 0 ? Math.ceil(bytes.length / 2) : bytes.length
  const { status, body } = await send(url, {
    method: 'PATCH',
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    body: new Uint8Array(bytes.subarray(offset, end)),
  })
  if (status !== 204)
    throw new Error(`PATCH of an upload was answered with ${status}: ${JSON.stringify(body)}`)
}

const answer = `query ($id: ID!) { analysis(id: $id) {
  state failure { message } result { ... on CurvesResult { sizes curves { id: name mean } } }
} }`

/** The analysis' result as text, once it is there. */
export async function untilFinished(api: Api, id: string): Promise<string> {
  for (;;) {
    const { state, failure, result } = (await api(answer, { id })).analysis
    if (state === 'FINISHED') return JSON.stringify(result)
    if (failure && state !== 'QUEUED') throw new Error(`The analysis ${id} is ${state}: ${failure.message}`)
    await sleep(100)
  }
}

/** Waits until no job is queued or running. */
export async function untilIdle(api: Api): Promise<void> {
  const query = '{ jobs(filter: { state: { in: [QUEUED, RUNNING] } }) { totalCount } }'
  while ((await api(query)).jobs.totalCount > 0) await sleep(200)
}
