import { BadInput, type RowStream } from '@mitoscope/formats'
import type { Backend, Gram } from '@mitoscope/tensor/compute'
import { defaultChunkSizes, drawPermutations } from '../draws/chunks.ts'
import type { Representation, Warning } from '../representation/representation.ts'

/** Bytes of features that a pass holds at a time: large enough to amortise calls, small beside a processor's memory. */
export const BLOCK_BYTES = 16 * 2 ** 20

export interface ContextOptions {
  readonly seed: number
  /** Chunk sizes, ascending; default W // 2^i. */
  readonly sizes?: readonly number[]
  readonly signal?: AbortSignal
  /** Called with a phase and its share done, 0 … 1. */
  readonly onProgress?: (phase: string, fraction: number) => void
}

export interface Draws {
  readonly count: number
  /** [count, width], row-major: each row a permutation of the neurons. */
  readonly order: Int32Array
}

/** One representation on one backend, with what several measures share: draws, Gram matrices, residuals. */
export class Context {
  readonly representation: Representation
  readonly backend: Backend
  readonly sizes: readonly number[]
  readonly signal: AbortSignal | undefined
  readonly report: (phase: string, fraction: number) => void
  readonly #seed: number
  readonly #known = new Map<string, Promise<unknown>>()

  constructor(representation: Representation, backend: Backend, options: ContextOptions) {
    this.representation = representation
    this.backend = backend
    this.sizes = options.sizes ?? defaultChunkSizes(representation.width)
    this.signal = options.signal
    this.report = options.onProgress ?? (() => {})
    this.#seed = options.seed
  }

  /** Seed of the draws; null when the representation brings its own. */
  get seed(): number | null {
    return this.representation.permutations ? null : this.#seed
  }

  /** The recorded draws where there are any (then `count` is ignored), else the first `count` of the seed. */
  draws(count: number): Draws {
    const recorded = this.representation.permutations
    if (recorded) return { count: recorded.draws, order: recorded.values }
    return {
      count,
      order: drawPermutations({ seed: this.#seed, draws: count, width: this.representation.width }),
    }
  }

  /** Centred Gram matrix of a split's features; accumulated once. The split must be there. */
  gram(split: 'test' | 'train'): Promise<Gram> {
    return this.once(`gram ${split}`, () => this.#accumulate(split))
  }

  /** Returns the result of `compute` for a key, computed at most once, so that measures share common work. */
  once<T>(key: string, compute: () => Promise<T>): Promise<T> {
    let known = this.#known.get(key) as Promise<T> | undefined
    if (!known) this.#known.set(key, (known = compute()))
    return known
  }

  async #accumulate(split: 'test' | 'train'): Promise<Gram> {
    const { features } = this.representation[split]!
    const accumulator = this.backend.createGram(features.width, features.rows)
    try {
      let done = 0
      const rowsPerBlock = Math.max(16, Math.floor(BLOCK_BYTES / (4 * features.width)))
      for await (const block of features.blocks(rowsPerBlock)) {
        this.signal?.throwIfAborted()
        const rows = block.length / features.width
        await accumulator.add(block, rows)
        this.report(`Gram matrix, ${split}`, (done += rows) / features.rows)
      }
      const gram = await accumulator.finish()
      if (features.dtype === 'f64') await requireResolvable(features, gram)
      return { ...gram, values: this.reachable(gram.values) }
    } catch (error) {
      accumulator.dispose()
      throw error
    }
  }

  /** The same values where the kernels read them without copying at every call. */
  reachable(values: Float64Array): Float64Array {
    const { kernels } = this.backend
    if (kernels.kind === 'native' || values.buffer instanceof SharedArrayBuffer) return values
    const copy = kernels.allocate('float64', values.length)
    copy.set(values)
    return copy
  }
}

/** A named remark on a result. */
export function warn(code: string, message: string): Warning {
  return { code, message }
}

/** Below it a square is no normal float64 any more. */
const SMALLEST = 1e-150

/** Rejects with BadInput where squares of the values leave the range of float64, above or below. */
async function requireResolvable(features: RowStream, { values, width }: Gram): Promise<void> {
  let largestVariance = 0
  for (let j = 0; j < width; j++) {
    const variance = values[j * (width + 1)]
    if (!(variance <= largestVariance)) largestVariance = variance
  }
  if (largestVariance > SMALLEST ** 2 && largestVariance < Infinity) return
  let largest = 0
  for await (const block of features.blocks(Math.max(16, Math.floor(BLOCK_BYTES / (8 * width)))))
    for (const value of block) largest = Math.max(largest, Math.abs(value))
  const isVast = !(largestVariance < Infinity)
  if (!isVast && (largest === 0 || largest > SMALLEST)) return
  const remedy = 'Divide the features by about that, and multiply readout.weight by the same.'
  const what = `has values of up to ${largest.toExponential(1)}, whose squares are ${isVast ? 'above' : 'below'} the range of float64`
  throw new BadInput(features.file, features.name, what, remedy)
}
