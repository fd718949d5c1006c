import { pipeline } from 'node:stream/promises'
import { arrayFormats, localActor, openArray, verifySignature, type Actor, type ArrayFormat, type Lab } from '@mitoscope/lab' // prettier-ignore
import express, { type Request, type Router } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * GET /arrays/ANALYSIS/NAME.npy and .csv, and /arrays/ANALYSIS/result.json: for whoever may read the analysis, and for
 * whoever was given a signed URL.
 */
export function serveArrays(lab: Lab, authenticate: Authenticate): Router {
  const router = express.Router()
  router.get('/arrays/:analysis/:file', async (request, response) => {
    const actor = await findReader(lab, authenticate, request)
    if (typeof actor === 'string') {
      response.status(actor === 'expired' ? 403 : 401).json({ error: refusals[actor] })
      return
    }
    const { analysis, file } = request.params
    const [, name, format] = /^([\w-]+)\.(\w+)$/.exec(file) ?? []
    const known = uuid.test(analysis) && arrayFormats.includes(format as ArrayFormat)
    const array = known && (await openArray(lab, actor, analysis, name, format as ArrayFormat))
    if (!array) {
      response.status(404).json({ error: `There is no array ${file} of an analysis ${analysis} for you.` })
      return
    }
    response.type(array.type)
    response.set('content-disposition', `attachment; filename="${file}"`)
    // A finished analysis keeps its result; who may read it can change.
    response.set('cache-control', 'private, max-age=3600')
    if (array.bytes !== undefined) response.set('content-length', String(array.bytes))
    await pipeline(array.chunks, response)
  })
  return router
}

const refusals = {
  expired: 'This URL was good for an hour. Ask for a new one by GraphQL: Analysis.arrays.',
  unknown: 'Sign in, send a token, or ask for a signed URL by GraphQL: Analysis.arrays.',
}

/** A signed URL is somebody's leave to read this one thing; without one, it takes an account that may read it. */
async function findReader(
  lab: Lab,
  authenticate: Authenticate,
  request: Request,
): Promise<Actor | 'expired' | 'unknown'> {
  if (request.query.signature !== undefined) {
    const signature = await verifySignature(lab, request.originalUrl)
    if (signature === 'expired') return 'expired'
    return signature === 'valid' ? { ...localActor, scope: 'viewer', siteAdmin: false } : 'unknown'
  }
  return (await authenticate(request)) ?? 'unknown'
}
