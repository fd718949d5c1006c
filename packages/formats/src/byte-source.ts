import { BadInput } from './bad-input.ts'

/**
 * Random access to the bytes of one named file, wherever it is stored. Only through this interface does the
 * package read anything.
 */
export interface ByteSource {
  /** Name for messages and for recognising formats, for example "features.test.npy" (no folder). */
  readonly name: string
  /** Total length in bytes. */
  readonly size: number
  /**
   * Reads exactly `length` bytes from `offset`; rejects if the source ends before that. Several reads may be
   * under way at once. The caller may keep the bytes for as long as it likes and never writes to them. Bytes
   * that start at a multiple of 8 in their buffer, as after `Buffer.allocUnsafeSlow(length)`, are fastest:
   * blocks are then views, not copies.
   */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** File that was read whole, for formats of small files. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

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
