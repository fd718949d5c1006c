import { findDownload, LabError, type DownloadKind, type Lab } from '@mitoscope/lab'
import { Router } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'
import { parseId } from '../graphql/global-id.ts'
import { admitRequest, findAdmitted } from './admit-request.ts'
import { sendBlob } from './send-blob.ts'

const types: readonly (readonly [DownloadKind, type: string])[] = [
  ['representations', 'Representation'],
  ['checkpoints', 'Checkpoint'],
]

/** Serves the downloadUrl of representations and checkpoints. */
export function downloadRoutes(lab: Lab, authenticate: Authenticate): Router {
  const router = Router()
  for (const [kind, type] of types) {
    router.get(`/files/${kind}/:id`, async (request, response) => {
      const admitted = await admitRequest(lab, authenticate, request)
      const id = parseId(type, request.params.id)
      const found =
        id === undefined
          ? undefined
          : await findAdmitted(admitted, (actor) => findDownload(lab, actor, kind, id))
      if (!found)
        throw new LabError(
          'NOT_FOUND',
          `The ${type} of this address does not exist, or you may not read it. Check the id; it may have been deleted.`,
        )
      await sendBlob(lab.blobs, found, request, response)
    })
  }
  return router
}
