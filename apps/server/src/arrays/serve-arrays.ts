import { pipeline } from 'node:stream/promises'
import { arrayFormats, LabError, openArray, type ArrayFormat, type Lab } from '@mitoscope/lab'
import express, { type ErrorRequestHandler, type Router } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'
import { admitRequest, findAdmitted } from '../files/admit-request.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Serves GET /arrays/ANALYSIS/NAME.npy and .csv, and /arrays/ANALYSIS/result.json, to callers who may read
 * the analysis and to holders of a signed URL.
 */
export function serveArrays(lab: Lab, authenticate: Authenticate): Router {
  const router = express.Router()
  router.get('/arrays/:analysis/:file', async (request, response) => {
    const admitted = await admitRequest(lab, authenticate, request)
    const { analysis, file } = request.params
    const [, name, format] = /^([\w-]+)\.(\w+)$/.exec(file) ?? []
    const known = uuid.test(analysis) && arrayFormats.includes(format as ArrayFormat)
    const array = known && (await findAdmitted(admitted, (actor) => openArray(lab, actor, analysis, name, format as ArrayFormat))) // prettier-ignore
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
  router.use('/arrays', sendRefusal)
  return router
}

/** Sends { error } to a caller without access, in the same form as for an array that does not exist. */
const sendRefusal: ErrorRequestHandler = (error: unknown, _, response, next) => {
  if (!(error instanceof LabError) || response.headersSent) return next(error)
  if (error.code === 'FORBIDDEN') return void response.status(403).json({ error: error.message })
  if (error.code !== 'UNAUTHENTICATED') return next(error)
  const remedy = 'Sign in, send a token, or ask for a signed URL by GraphQL: Analysis.arrays.'
  response.status(401).json({ error: remedy })
}
