import compression from 'compression'
import type { Request, RequestHandler, Response } from 'express'

/** Bytes below which an answer is not compressed, because compression would gain nothing. */
const leastBytes = 1_024

/**
 * Compresses answers for clients that accept it (accept-encoding: gzip, br), on other threads and while they
 * are written. Compressed content, such as most files, is sent unchanged.
 */
export function compressAnswers(): RequestHandler {
  return compression({ threshold: leastBytes, filter: isText })
}

function isText(request: Request, response: Response): boolean {
  const type = String(response.getHeader('content-type') ?? '')
  return type.startsWith('application/x-ndjson') || compression.filter(request, response)
}
