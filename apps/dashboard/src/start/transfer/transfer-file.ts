import { AnnounceFileDocument, type CreateUploadInput } from '@mitoscope/schema/documents'
import type { Client, CombinedError } from 'urql'
import { inspectFile } from './inspect-file.ts'
import { SendError, sendBytes } from './send-bytes.ts'

interface Transfer {
  readonly file: File
  /** Neurons that the file must have; undefined where the server alone knows. */
  readonly width: number | undefined
  /** The run that it is for; made where there is none yet, once the file has been read. */
  readonly findRun: () => Promise<string>
  readonly epoch: number | undefined
  /** Layer that the file is of; undefined for the one that it names, or the last hidden one. */
  readonly site: string | undefined
  readonly signal: AbortSignal
  readonly onProgress: (phase: string, fraction: number) => void
  /** Called with the address that the bytes go to, once that is known. */
  readonly onUpload: (url: string) => void
}

export interface Transferred {
  readonly runId: string
  readonly width: number
  readonly tensors: readonly { readonly name: string }[]
  /** True if the lab had the bytes before. */
  readonly known: boolean
}

/** A second attempt does not read the file again: a File stands for its bytes as they were when it was chosen. */
const hashes = new WeakMap<File, string>()

/** Age of an address in milliseconds: one that is refused sooner was not refused for its age. */
const freshMs = 60_000

/** Looks at a file here and hashes it, announces it, sends it, and asks for what has become of it. */
export async function transferFile(client: Client, transfer: Transfer): Promise<Transferred> {
  const { file, width, findRun, epoch, site, signal, onProgress } = transfer
  const problem = await inspectFile(file, site === undefined ? width : undefined)
  if (problem !== undefined) throw new RefusedFile(problem)
  const sha256 =
    hashes.get(file) ?? (await hashFile(file, (part) => onProgress('reading the file', part), signal))
  hashes.set(file, sha256)
  const runId = await findRun()
  const input = { runId, fileName: file.name, bytes: file.size, sha256, epoch, site }
  const announced = await announce(client, input)
  signal.throwIfAborted()
  if (announced.representation) return { ...announced.representation, runId, known: true }
  await sendAll(client, transfer, input, announced.uploadUrl!)
  onProgress('checking', 1)
  const { representation } = await announce(client, input)
  if (!representation) throw new Error('The file was sent, but the server did not store it. Send it again.')
  return { ...representation, runId, known: false }
}

/** Sends what is missing. An address holds for an hour, and long files take longer: then they get another one. */
async function sendAll(
  client: Client,
  { file, signal, onProgress, onUpload }: Transfer,
  input: CreateUploadInput,
  firstUrl: string,
): Promise<void> {
  const show = (part: number) => onProgress(part < 1 ? 'sending' : 'checking', part)
  let url: string | null | undefined = firstUrl
  while (url) {
    const begun = Date.now()
    onUpload(url)
    try {
      return await sendBytes(file, url, show, signal)
    } catch (error) {
      const isOld = error instanceof SendError && error.status === 403 && Date.now() - begun > freshMs
      if (!isOld || signal.aborted) throw error
      url = (await announce(client, input)).uploadUrl
    }
  }
}

async function announce(client: Client, input: CreateUploadInput) {
  const { data, error } = await client.mutation(AnnounceFileDocument, { input }).toPromise()
  if (!data) throw error ?? new Error('The server did not answer.')
  return data.createUpload
}

const pieceBytes = 2 ** 21

/**
 * The SHA-256 of a file in hex, read piece by piece, so that neither memory nor the page suffers. The browser's own
 * hashes whole files only, and none on a plain http address.
 */
export async function hashFile(
  file: Blob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const [{ sha256 }, { bytesToHex }] = await Promise.all([
    import('@noble/hashes/sha2.js'),
    import('@noble/hashes/utils.js'),
  ])
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += pieceBytes) {
    signal.throwIfAborted()
    // Waiting for each piece lets the page draw and answer keys; timers would be slow while it is hidden.
    hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()))
    onProgress(Math.min(1, (at + pieceBytes) / file.size))
  }
  return bytesToHex(hash.digest())
}

/** A fault of the file or of what was said of it: the same again ends the same way. */
export class RefusedFile extends Error {}

/**
 * Statuses of answers that pass: no answer, an address that ran out, another upload at work, a server that is busy or
 * full.
 */
const passing = new Set([undefined, 403, 404, 408, 409, 423, 429])
const passingCodes = new Set([
  'UNAVAILABLE',
  'RESOURCE_EXHAUSTED',
  'INTERNAL_SERVER_ERROR',
  'CONFLICT',
  'UNAUTHENTICATED',
])

/** True for an error that sending the same file again may mend. */
export function canRetry(error: unknown): boolean {
  if (error instanceof RefusedFile) return false
  if (error instanceof SendError) return passing.has(error.status) || error.status! >= 500
  if (error instanceof Error && 'graphQLErrors' in error) {
    const { graphQLErrors } = error as CombinedError
    return graphQLErrors.every(({ extensions }) => passingCodes.has(String(extensions?.code)))
  }
  return error instanceof Error && error.name !== 'NotReadableError' && error.name !== 'NotFoundError'
}
