import type { GramAccumulator } from '../backend.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { accumulateGram } from './accumulate-gram.ts'
import type { GramDevice, RawGram } from './gram-device.ts'

/**
 * Creates a Gram matrix summed in double precision by the host kernels: half the operations of a product, on every
 * thread.
 */
export function createHostGram(kernels: Kernels, width: number): GramAccumulator {
  // Number of rows for which a tile of eight columns stays in the nearest cache.
  const blockRows = 256
  return accumulateGram(width, blockRows, (shift) => new HostGram(kernels, shift, blockRows))
}

class HostGram implements GramDevice {
  readonly #kernels: Kernels
  readonly #width: number
  readonly #values: Float64Array
  readonly #sums: Float64Array
  readonly #shift: Float64Array
  readonly #space: Float64Array
  #held: Float64Array[]

  constructor(kernels: Kernels, shift: Float64Array, blockRows: number) {
    this.#kernels = kernels
    this.#width = shift.length
    this.#held = []
    const allocate = (length: number) => {
      const array = kernels.allocate('float64', length)
      this.#held.push(array)
      return array
    }
    this.#values = allocate(shift.length * shift.length)
    this.#sums = allocate(shift.length)
    this.#shift = allocate(shift.length)
    this.#shift.set(shift)
    this.#space = allocate(kernels.call('gram_space', blockRows, shift.length))
  }

  async add(block: Float32Array | Float64Array, rows: number): Promise<void> {
    const kernels = this.#kernels
    const tiles = kernels.call('gram_tiles', this.#width)
    const [width, shift, sums, space] = [this.#width, this.#shift, this.#sums, this.#space]
    await this.#share(tiles, 1, (from, to) =>
      block instanceof Float32Array
        ? kernels.run('gram_pack_f32', space, block, rows, width, shift, sums, from, to)
        : kernels.run('gram_pack_f64', space, block, rows, width, shift, sums, from, to),
    )
    // A tile's work grows with its distance from the first column, so parts of equal work begin at square roots.
    await this.#share(tiles, 0.5, (from, to) =>
      kernels.run('gram_add', this.#values, space, rows, width, from, to),
    )
  }

  /** Divides the tiles into one part per thread. Part i begins at tiles · (i / parts)^exponent. */
  async #share(
    tiles: number,
    exponent: number,
    work: (from: number, to: number) => Promise<unknown>,
  ): Promise<void> {
    const parts = Math.min(this.#kernels.threads, tiles)
    const start = (part: number) => Math.round(tiles * (part / parts) ** exponent)
    await Promise.all(Array.from({ length: parts }, (_, part) => work(start(part), start(part + 1))))
  }

  read(): RawGram {
    // WebAssembly's memory is copied because it is released; native kernels work on ordinary arrays.
    const own = this.#kernels.kind === 'native'
    return { values: own ? this.#values : new Float64Array(this.#values), sums: new Float64Array(this.#sums) }
  }

  dispose(): void {
    this.#kernels.release(...this.#held)
    this.#held = []
  }

  /** Returns the typical rounding error of a long sum, which grows with the square root of its length. */
  rounding(rows: number): number {
    return 2 ** -53 * Math.sqrt(rows)
  }
}
