import compression from 'compression'
import type { Request, RequestHandler, Response } from 'express'

/** Bytes below which an answer is sent as it is: compressing it would gain nothing. */
const leastBytes = 1_024

/**
 * Compresses answers for callers that ask for it (accept-encoding: gzip, br), on other threads and while they are
 * written. What is compressed already, as most files are, is sent as it is.
 */
export function compressAnswers(): RequestHandler {
  return compression({ threshold: leastBytes, filter: isText })
}

function isText(request: Request, response: Response): boolean {
  const type = String(response.getHeader('content-type') ?? '')
  return type.startsWith('application/x-ndjson') || compression.filter(request, response)
}
