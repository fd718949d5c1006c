import type { BlobStore } from './blob-store.ts'
import { openFolderBlobStore } from './folder-blob-store.ts'
import { openS3BlobStore } from './s3-blob-store.ts'

/** The blob store at s3://bucket/prefix, or in a folder when there is no URL. */
export function openBlobStore(folder: string, url?: string): BlobStore {
  return url === undefined ? openFolderBlobStore(folder) : openS3BlobStore(url)
}
