import type { BlobStore } from './blob-store.ts'
import { openFolderBlobStore } from './folder-blob-store.ts'

/** The blob store at s3://bucket/prefix, or in a folder when there is no URL. */
export function openBlobStore(folder: string, url?: string): BlobStore {
  if (url === undefined) return openFolderBlobStore(folder)
  throw new Error(`${url}: object storage is not supported yet`)
}
