import { join } from 'node:path'
import { openBucketLanding } from './bucket-landing.ts'
import { openFolderLanding } from './folder-landing.ts'
import type { Landing } from './landing.ts'

/** Where a lab's data are. */
export interface LabPlace {
  readonly folder: string
  readonly blobUrl?: string
}

/** The landing of the lab in a folder, or of the one whose blobs are at a URL. */
export function openLanding({ folder, blobUrl }: LabPlace): Landing {
  return blobUrl === undefined ? openFolderLanding(join(folder, 'uploads')) : openBucketLanding(blobUrl)
}
