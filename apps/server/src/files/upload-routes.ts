import { randomUUID } from 'node:crypto'
import {
  countReceived,
  findUpload,
  finishUpload,
  LabError,
  receiveWhole,
  requireRole,
  type Lab,
  type Upload,
} from '@mitoscope/lab'
import { Server } from '@tus/server'
import { Router, type Request } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'
import { maskedMessage } from '../graphql/errors.ts'
import { parseId, toGlobalId } from '../graphql/global-id.ts'
import { logWithheld } from '../http/log-withheld.ts'
import { admitRequest, findAdmitted } from './admit-request.ts'
import { describeFileError } from './send-file-error.ts'
import { UploadStore } from './upload-store.ts'

const path = '/files/uploads'

/**
 * Serves the URLs of createUpload: the tus protocol (HEAD, PATCH, DELETE), which resumes an interrupted
 * upload, and PUT for all bytes at once. The last byte is acknowledged when the representation is stored.
 */
export function uploadRoutes(lab: Lab, authenticate: Authenticate): Router {
  const tus = createTus(lab, authenticate)
  const router = Router()
  router.put(`${path}/:id`, async (request, response) => {
    const upload = await requireUpload(lab, authenticate, request)
    const { id } =
      upload.state === 'receiving'
        ? await receiveWhole(lab, upload, request, () => requireUpload(lab, authenticate, request))
        : await finishUpload(lab, upload.id)
    response.status(201).json({ representation: toGlobalId('Representation', id) })
  })
  router.all(`${path}/:id`, async (request, response) => {
    if (request.method === 'OPTIONS') return tus.handle(request, response)
    const upload = await requireUpload(lab, authenticate, request)
    // A client that finds all its bytes here takes the upload for done: so first it is, and what ails it is said.
    const complete = upload.state !== 'receiving' || (await countReceived(lab, upload)) === upload.bytes
    if (request.method === 'HEAD' && complete) await finishUpload(lab, upload.id)
    return tus.handle(request, response)
  })
  return router
}

function createTus(lab: Lab, authenticate: Authenticate): Server {
  return new Server({
    path,
    datastore: new UploadStore(lab),
    getFileIdFromRequest: (request) => parseUploadId(new URL(request.url).pathname),
    async onUploadFinish(request, { id }) {
      // The rights of a slow sender may have ended meanwhile.
      await requireUpload(lab, authenticate, request.runtime?.node?.req as Request)
      await finishUpload(lab, id)
      return {}
    },
    onResponseError(request, error) {
      logWithheld(lab.log, error)
      // The library's own errors say what the sender did.
      const described = 'status_code' in error ? undefined : (describeFileError(error) ?? mask(lab, error))
      if (!described) return undefined
      const { req, res } = request.runtime?.node ?? {}
      res?.setHeader('Content-Type', 'application/json; charset=utf-8')
      if (req?.complete === false) res?.setHeader('Connection', 'close')
      return { status_code: described.status, body: JSON.stringify(described.body) }
    },
  })
}

/** Logs an error that is nobody's mistake, and describes it without its text, which may name paths of the server. */
function mask(lab: Lab, error: unknown) {
  const id = randomUUID()
  lab.log.error({ err: error, errorId: id }, 'An upload failed')
  return { status: 500, body: { code: 'INTERNAL_SERVER_ERROR', message: maskedMessage(id) } }
}

async function requireUpload(lab: Lab, authenticate: Authenticate, request: Request): Promise<Upload> {
  const admitted = await admitRequest(lab, authenticate, request)
  const id = parseUploadId(request.path)
  const upload =
    id === undefined ? undefined : await findAdmitted(admitted, (actor) => findUpload(lab, actor, id))
  if (!upload)
    throw new LabError(
      'NOT_FOUND',
      'The upload of this address does not exist, or you may not write to it. Start one with createUpload.',
    )
  requireRole(admitted.actor, upload.projectId, 'editor', 'upload', upload.id)
  return upload
}

function parseUploadId(pathname: string): string | undefined {
  return parseId('Upload', pathname.slice(pathname.lastIndexOf('/') + 1))
}
