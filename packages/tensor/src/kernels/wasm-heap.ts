const PAGE = 65536
/** Multiple in bytes at which arrays begin: the width of the widest vector. */
const ALIGNMENT = 16
const MAXIMUM_PAGES = 65536

/** First-fit allocator in a WebAssembly memory above `base`, for few, large, long-lived blocks. */
export class WasmHeap {
  readonly memory: WebAssembly.Memory
  #free: { start: number; end: number }[]
  #sizes = new Map<number, number>()
  #end: number

  constructor(memory: WebAssembly.Memory, base: number) {
    this.memory = memory
    this.#end = memory.buffer.byteLength
    this.#free = [{ start: align(base), end: this.#end }]
  }

  /** Returns the address of `bytes` unused bytes. Throws a RangeError if they exceed 4 GB in total. */
  take(bytes: number): number {
    const size = Math.max(align(bytes), ALIGNMENT)
    let hole = this.#free.find((h) => h.end - h.start >= size)
    if (!hole) {
      this.#grow(size)
      hole = this.#free.find((h) => h.end - h.start >= size)!
    }
    const start = hole.start
    hole.start += size
    this.#free = this.#free.filter((h) => h.end > h.start)
    this.#sizes.set(start, size)
    return start
  }

  give(start: number): void {
    const size = this.#sizes.get(start)
    if (size === undefined) throw new RangeError('an array was released that was not allocated here')
    this.#sizes.delete(start)
    this.#free.push({ start, end: start + size })
    this.#free.sort((a, b) => a.start - b.start)
    // Joins adjacent holes.
    this.#free = this.#free.reduce<{ start: number; end: number }[]>((merged, hole) => {
      const last = merged.at(-1)
      if (last && last.end === hole.start) last.end = hole.end
      else merged.push({ ...hole })
      return merged
    }, [])
  }

  #grow(bytes: number): void {
    const last = this.#free.at(-1)
    const spare = last && last.end === this.#end ? last.end - last.start : 0
    const pages = Math.ceil((bytes - spare) / PAGE)
    if (this.#end / PAGE + pages > MAXIMUM_PAGES) {
      throw new RangeError(
        `WebAssembly holds at most 4 GB and ${bytes} more bytes do not fit; the native engine has no such limit`,
      )
    }
    this.memory.grow(pages)
    const end = this.#end + pages * PAGE
    if (spare > 0) last!.end = end
    else this.#free.push({ start: this.#end, end })
    this.#end = end
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
}
