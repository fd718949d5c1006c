import { join } from 'node:path'
import { openBucketLanding } from './bucket-landing.ts'
import { openFolderLanding } from './folder-landing.ts'
import type { Landing } from './landing.ts'

/** Location of a lab's data. */
export interface LabPlace {
  readonly folder: string
  readonly blobUrl?: string
}

/** Opens the staging area of the lab in a folder, or of the lab whose blobs are at a URL. */
export function openLanding({ folder, blobUrl }: LabPlace): Landing {
  return blobUrl === undefined ? openFolderLanding(join(folder, 'uploads')) : openBucketLanding(blobUrl)
}
