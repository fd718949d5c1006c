import { badInput } from '../errors/lab-error.ts'
import type { StoredBlob } from './blob-store.ts'

/** Throws BAD_USER_INPUT unless the stored bytes have the declared hash. */
export function refuseMismatch({ hash, bytes }: StoredBlob, expected?: string): void {
  if (expected === undefined || expected === hash) return
  throw badInput(
    'hash',
    `the ${bytes} bytes that arrived have the SHA-256 ${hash}, but ${expected} was declared`,
    'Send the file again',
  )
}
