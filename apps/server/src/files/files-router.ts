import { Router } from 'express'
import type { Feature } from '../http/feature.ts'
import { downloadRoutes } from './download-routes.ts'
import { sendFileErrors } from './send-file-error.ts'
import { uploadRoutes } from './upload-routes.ts'

/** Serves uploads and downloads under /files. */
export const filesRouter: Feature = (lab, authenticate) => {
  const router = Router()
  router.use(uploadRoutes(lab, authenticate))
  router.use(downloadRoutes(lab, authenticate))
  router.use('/files', sendFileErrors(lab.log))
  return router
}
