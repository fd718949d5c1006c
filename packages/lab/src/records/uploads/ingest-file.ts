import { forkProcess, ProcessEnded, request, type ForkedProcess } from '@mitoscope/tensor/processes'
import { LabError } from '../../platform/errors/lab-error.ts'
import { ingestReply, type IngestAnswer, type IngestReply, type IngestRequest } from './ingest-messages.ts'

const source = new URL('ingest-process.ts', import.meta.url)
const idleLimitMs = 10_000

type Reader = ForkedProcess<IngestRequest, IngestReply> & { readonly blobUrl: string | undefined }

let reader: Reader | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()
let requestCount = 0

/**
 * Validates a staged file and moves it to the blob store, in a separate process that starts on demand and
 * exits when idle. Processes one file at a time, since two would compete for one disk. Rejects with
 * UNAVAILABLE if that process dies.
 */
export function ingestFile(file: Omit<IngestRequest, 'number'>): Promise<IngestAnswer> {
  const answer = last.then(() => sendRequest({ ...file, number: ++requestCount }))
  last = answer.catch(() => {})
  return answer
}

async function sendRequest(message: IngestRequest): Promise<IngestAnswer> {
  clearTimeout(idle)
  const current = takeReader(message.place.blobUrl)
  try {
    // An answer that comes late is another request's.
    const reply = await request(current, message, ({ number }) => number === message.number)
    return reply.answer
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error
    throw new LabError(
      'UNAVAILABLE',
      `The process that reads uploads ${error.end.reason} while it read ${message.fileName}. What was sent is kept: try again.`,
    )
  } finally {
    idle = setTimeout(() => endReader(current), idleLimitMs).unref()
  }
}

/**
 * Returns the running reader, or starts one. A reader keeps the environment that it was started with, which
 * leads to one bucket; another bucket needs a reader of its own.
 */
function takeReader(blobUrl: string | undefined): Reader {
  if (reader?.alive() && reader.blobUrl === blobUrl) return reader
  if (reader) endReader(reader)
  const made = forkProcess<IngestRequest, IngestReply>(source, ingestReply, { stderr: 'show' })
  // It must not keep this process alive; it ends by itself when this one does.
  made.unref()
  reader = { ...made, blobUrl }
  return reader
}

/** Ends a reader, which from now on gets no more work: for a moment it still looks alive. */
function endReader(ended: Reader): void {
  if (reader === ended) reader = undefined
  ended.kill()
}
