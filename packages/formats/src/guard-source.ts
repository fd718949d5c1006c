import { BadInput } from './bad-input.ts'
import type { ByteSource } from './byte-source.ts'

/**
 * Wraps a source so that reads outside its size reject with BadInput, and no offset found in a file needs a
 * second check. Once the signal is aborted, reads reject with its reason. Errors of the source itself pass
 * through.
 */
export function guardSource(source: ByteSource, signal?: AbortSignal): ByteSource {
  const { name, size } = source
  return {
    name,
    size,
    async read(offset, length) {
      signal?.throwIfAborted()
      if (!isWithin(offset, length, size)) {
        const problem = `needs ${length} bytes at offset ${offset}, but the file ends at ${size}`
        throw damaged(name, problem)
      }
      if (length === 0) return new Uint8Array(0)
      const bytes = await source.read(offset, length)
      signal?.throwIfAborted()
      if (bytes.length !== length)
        throw damaged(name, `gave ${bytes.length} of ${length} bytes at offset ${offset}`)
      return bytes
    },
  }
}

/** Creates the error for a container whose parts contradict each other or are missing. */
export function damaged(file: string, problem: string, tensor?: string): BadInput {
  return new BadInput(
    file,
    tensor,
    problem,
    'The file is damaged or incomplete: copy it again, or save it again.',
  )
}

function isWithin(offset: number, length: number, size: number): boolean {
  return (
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(length) &&
    offset >= 0 &&
    length >= 0 &&
    offset + length <= size
  )
}
