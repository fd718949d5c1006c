import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { LabError, type BlobStore, type Download } from '@mitoscope/lab'
import type { Request, Response } from 'express'

/** Sends a blob, or the part named by the Range header, no faster than the client reads. */
export async function sendBlob(
  blobs: BlobStore,
  { hash, fileName }: Download,
  request: Request,
  response: Response,
): Promise<void> {
  const found = await blobs.stat(hash)
  if (!found)
    throw new LabError(
      'UNAVAILABLE',
      `The file ${hash} is missing in the storage. Report this to the administrator of the lab.`,
    )
  const { bytes } = found
  const etag = `"${hash}"`
  response.set({
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=31536000, immutable',
  })
  response.attachment(fileName).type('application/octet-stream')
  if (
    request
      .get('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag)
  )
    return void response.status(304).end()
  const [start, end] = parseRange(request, etag, bytes) ?? [0, bytes]
  if (start >= end && bytes > 0) {
    response.status(416).set('Content-Range', `bytes */${bytes}`).removeHeader('Content-Disposition')
    const message = `The range ${request.get('range')} is outside the file, which has ${bytes} bytes.`
    return void response.json({ code: 'RANGE_NOT_SATISFIABLE', message })
  }
  if (end - start < bytes) response.status(206).set('Content-Range', `bytes ${start}-${end - 1}/${bytes}`)
  response.set('Content-Length', String(end - start))
  if (request.method === 'HEAD') return void response.end()
  await stream(blobs.read(hash, start, end), response)
}

/**
 * Returns the first byte and the end (exclusive) of a Range header; undefined for the whole blob, empty for
 * an unsatisfiable range.
 */
function parseRange(request: Request, etag: string, bytes: number): readonly [number, number] | undefined {
  const condition = request.get('if-range')
  if (condition !== undefined && condition !== etag) return undefined
  const ranges = request.range(bytes)
  if (ranges === -1) return [0, 0]
  // Several ranges at once would be a body of parts; all of it is an answer as well.
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1)
    return undefined
  return [ranges[0].start, ranges[0].end + 1]
}

async function stream(source: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(source, { objectMode: false }), response)
  } catch (error) {
    // Whoever went away needs no answer.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
