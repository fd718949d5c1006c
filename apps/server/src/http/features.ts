import { serveArrays } from '../arrays/serve-arrays.ts'
import { exportRoutes } from '../export/export-routes.ts'
import { filesRouter } from '../files/files-router.ts'
import type { Feature } from './feature.ts'

/** Routes beside /graphql: a new feature is a folder with its router, and a line here. */
export const features: readonly Feature[] = [serveArrays, filesRouter, exportRoutes]
