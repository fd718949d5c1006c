import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { BadInput } from '@mitoscope/formats'
import { inspectRepresentation } from '@mitoscope/analysis/representation'
import { openSources } from '@mitoscope/lab/local-files'
import { DetailedError, Upload } from 'tus-js-client'
import { measureFile } from '../files/read-file.ts'
import { pausesWithin } from './retry.ts'
import type { Connection } from './connect.ts'
import { exitCodeOf, exitCodes } from '../terminal/exit-codes.ts'
import { RemoteError } from './server-address.ts'
import type { SiteFlags } from './site-options.ts'

/** Place of a file in its run. */
export interface FilePlace extends SiteFlags {
  readonly epoch?: number
  /** Representation that the tensors of the file are added to. */
  readonly to?: string
}

export interface SentFile {
  /** Id of the representation. */
  readonly id: string
  /** True if the server already had these bytes. */
  readonly known: boolean
}

/**
 * Sends a representation to a run; an interrupted transfer continues where it stopped. Rejects with RemoteError and the
 * server's reason if the server rejects the file.
 */
export async function sendFile(
  connection: Connection,
  runId: string,
  file: string,
  { epoch, to: additionTo, site, siteKind, sitePosition }: FilePlace,
  onProgress: (phase: string, fraction: number) => void,
  signal: AbortSignal,
): Promise<SentFile> {
  const bytes = await measureFile(file)
  const sha256 = await hashFile(file, bytes, onProgress, signal)
  const announce = async () => {
    const place = { epoch, additionTo, site, siteKind, sitePosition }
    const input = { runId, fileName: basename(file), bytes, sha256, ...place }
    // Repeating the request returns the same upload.
    const asked = { signal, repeatable: true }
    const { createUpload } = await connection.ask<{ createUpload: Announced }>(announcement, { input }, asked)
    return createUpload
  }
  const announced = await announce()
  if (announced.representation) return { id: announced.representation.id, known: true }
  const sending: Sending = {
    uploadUrl: new URL(announced.uploadUrl!, connection.address).href,
    retryDelays: pausesWithin(connection.retryMs),
    file,
    bytes,
  }
  await send(sending, onProgress, signal)
  const { representation } = await announce()
  if (!representation)
    throw new RemoteError(`${file} was sent, but the server has not stored it. Send it again.`)
  return { id: representation.id, known: false }
}

/** Returns the run of a representation. Rejects with RemoteError if the server knows none of this id. */
export async function findRunOf(connection: Connection, id: string, signal?: AbortSignal): Promise<string> {
  const { representation } = await connection.ask<{ representation: { run: { id: string } } | null }>(
    'query ($id: ID!) { representation(id: $id) { run { id } } }',
    { id },
    { signal },
  )
  if (representation) return representation.run.id
  throw new RemoteError(
    `--to ${id}: the server has no such representation, or you may not read it. Check the id.`,
  )
}

/**
 * Rejects with RemoteError if a server would reject the file for a run of this width: it cannot be read, stands for several
 * files, or holds no representation of that width. Called before a run is made for the file. A layer other than the last
 * hidden one has a width of its own.
 */
export async function checkFile(file: string, width: number | undefined, site?: string): Promise<void> {
  await measureFile(file)
  const { sources, close } = await openSources([file])
  try {
    if (sources.length > 1)
      throw new RemoteError(
        `${file} stands for ${sources.length} files, but a server accepts one: save the tensors in one file.`,
      )
    const facts = await inspectRepresentation(sources[0])
    const isLast = (site ?? facts.site?.name ?? 'last-hidden') === 'last-hidden'
    if (isLast && width !== undefined && facts.width !== width)
      throw new RemoteError(
        `${file} holds ${facts.width} neurons, but --width says ${width}. Give the width of the layer in the file, or the layer by --site if it is not the last hidden one.`,
      )
  } catch (error) {
    throw error instanceof BadInput ? new RemoteError(error.message) : error
  } finally {
    await close()
  }
}

const announcement = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { representation { id } uploadUrl }
}`

interface Announced {
  readonly representation: { readonly id: string } | null
  readonly uploadUrl: string | null
}

async function hashFile(
  file: string,
  bytes: number,
  onProgress: (phase: string, fraction: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256')
  let done = 0
  for await (const chunk of createReadStream(file, { signal })) {
    hash.update(chunk as Buffer)
    onProgress('Hashing', (done += (chunk as Buffer).length) / bytes)
  }
  return hash.digest('hex')
}

interface Sending {
  readonly uploadUrl: string
  /** Milliseconds before each further attempt; the list starts again whenever bytes have arrived. */
  readonly retryDelays: number[]
  readonly file: string
  readonly bytes: number
}

function send(
  { uploadUrl, retryDelays, file, bytes }: Sending,
  onProgress: (phase: string, fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(file), {
      uploadUrl,
      uploadSize: bytes,
      chunkSize: 16 * 2 ** 20,
      retryDelays,
      onProgress: (sent) => onProgress('Sending', sent / bytes),
      onSuccess: () => resolve(),
      onError: (error) => reject(explain(file, error)),
    })
    signal.addEventListener('abort', () => {
      void upload.abort().then(() => reject(signal.reason as Error))
    })
    upload.start()
  })
}

function explain(file: string, error: Error | DetailedError): RemoteError {
  const response = error instanceof DetailedError ? error.originalResponse : null
  try {
    const { message, code } = JSON.parse(response?.getBody() ?? '') as { message?: string; code?: string }
    if (message) return new RemoteError(`${file}: ${message}`, exitCodeOf(code))
  } catch {
    // Not an answer of a Mitoscope server: the original message is shown.
  }
  const exitCode = response ? exitCodes.failed : exitCodes.unreachable
  return new RemoteError(`${file} could not be sent: ${error.message}`, exitCode)
}
