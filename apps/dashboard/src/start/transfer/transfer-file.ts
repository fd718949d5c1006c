import { AnnounceFileDocument, type CreateUploadInput } from '@mitoscope/schema/documents'
import type { Client } from 'urql'
import { RefusedFile } from './can-retry.ts'
import { hashFile } from './hash-file.ts'
import { inspectFile } from './inspect-file.ts'
import { SendError, sendBytes } from './send-bytes.ts'

export interface Transfer {
  readonly file: File
  /** Neurons that the file must have; undefined where the server alone knows. */
  readonly width: number | undefined
  /** The run that it is for; made where there is none yet, once the file has been read. */
  readonly findRun: () => Promise<string>
  readonly epoch: number | undefined
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
  const { file, width, findRun, epoch, signal, onProgress } = transfer
  const problem = await inspectFile(file, width)
  if (problem !== undefined) throw new RefusedFile(problem)
  const sha256 =
    hashes.get(file) ?? (await hashFile(file, (part) => onProgress('reading the file', part), signal))
  hashes.set(file, sha256)
  const runId = await findRun()
  const input = { runId, fileName: file.name, bytes: file.size, sha256, epoch }
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
