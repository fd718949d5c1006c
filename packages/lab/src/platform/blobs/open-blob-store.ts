import type { BlobStore } from './blob-store.ts'
import { openFolderBlobStore } from './folder-blob-store.ts'

/** Opens the blob store at s3://bucket/prefix, or in a folder if there is no URL. */
export async function openBlobStore(folder: string, url?: string): Promise<BlobStore> {
  if (url === undefined) return openFolderBlobStore(folder)
  // The client takes a while to load, and a lab in a folder does without.
  const { openS3BlobStore } = await import('./s3-blob-store.ts')
  return openS3BlobStore(url)
}
