import { RandomAccessReader } from 'yauzl'
import type { ByteSource } from '../byte-source.ts'

const WINDOW = 8192

/**
 * Adapter that lets yauzl read a ByteSource. Its many small reads are served from a window, so that they
 * cost few round trips.
 */
export class SourceReader extends RandomAccessReader {
  readonly source: ByteSource
  /** Error of the source itself, which is not the archive's fault; undefined if there was none. */
  failure: unknown
  windowStart = 0
  window: Uint8Array = new Uint8Array(0)

  constructor(source: ByteSource) {
    super()
    this.source = source
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.load(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset)
        callback(null, length)
      },
      (error: unknown) => {
        this.failure ??= error
        callback(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }

  async load(position: number, length: number): Promise<Uint8Array> {
    const isHeld = position >= this.windowStart && position + length <= this.windowStart + this.window.length
    if (!isHeld) {
      const wanted = Math.max(length, Math.min(WINDOW, this.source.size - position))
      this.window = await this.source.read(position, wanted)
      this.windowStart = position
    }
    return this.window.subarray(position - this.windowStart, position - this.windowStart + length)
  }
}
