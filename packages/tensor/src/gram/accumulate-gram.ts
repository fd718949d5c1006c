import type { Gram, GramAccumulator } from '../backend.ts'
import type { GramDevice, OpenGramDevice, RawGram } from './gram-device.ts'

/** Starts a Gram matrix on a device, which is opened with the first rows. */
export function accumulateGram(width: number, blockRows: number, open: OpenGramDevice): GramAccumulator {
  return new StagedAccumulator(width, blockRows, open)
}

class StagedAccumulator implements GramAccumulator {
  readonly #width: number
  readonly #open: OpenGramDevice
  readonly #staged: StagedRows
  #shift: Float64Array = new Float64Array(0)
  #device: GramDevice | undefined
  #rows = 0
  #ended = false

  constructor(width: number, blockRows: number, open: OpenGramDevice) {
    if (!Number.isInteger(width) || width < 1)
      throw new Error(`A Gram matrix of width ${width} cannot be made`)
    this.#width = width
    this.#open = open
    this.#staged = stageRows(width, blockRows, (block, rows) => this.#addBlock(block, rows))
  }

  async add(block: Float32Array | Float64Array, rows: number): Promise<void> {
    this.#requireOpen()
    if (block.length !== rows * this.#width) {
      throw new Error(`A block of ${block.length} values is not ${rows} rows of width ${this.#width}`)
    }
    this.#rows += rows
    await this.#staged.add(block)
  }

  async finish(): Promise<Gram> {
    this.#requireOpen()
    await this.#staged.flush()
    if (this.#device === undefined) throw new Error('A Gram matrix needs at least one row')
    const raw = await this.#device.read()
    const rounding = this.#device.rounding(this.#rows)
    this.dispose()
    return centreGram(raw, this.#shift, this.#rows, rounding)
  }

  dispose(): void {
    this.#ended = true
    this.#device?.dispose()
    this.#device = undefined
  }

  async #addBlock(block: Float32Array | Float64Array, rows: number): Promise<void> {
    if (this.#device === undefined) {
      this.#shift = columnMeans(block, this.#width)
      this.#device = this.#open(this.#shift, block, rows)
    }
    await this.#device.add(block, rows)
  }

  #requireOpen(): void {
    if (this.#ended) throw new Error('This Gram matrix has been finished or disposed of')
  }
}

/**
 * Returns the means of the block's columns, rounded to float32 if that does not overflow, so that a column of one
 * float32 value becomes exactly zero after the shift. A column of one float64 value has that value as its mean.
 * Otherwise the rounding error of a constant column would look like a neuron.
 */
function columnMeans(block: Float32Array | Float64Array, width: number): Float64Array {
  const rows = block.length / width
  const sums = new Float64Array(width)
  const isConstant = new Uint8Array(width).fill(1)
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < width; column++, at++) {
      sums[column] += block[at]
      if (block[at] !== block[column]) isConstant[column] = 0
    }
  return sums.map((sum, column) => {
    if (isConstant[column]) return block[column]
    const single = Math.fround(sum / rows)
    return Number.isFinite(single) ? single : sum / rows
  })
}

type Block = Float32Array | Float64Array

interface StagedRows {
  add(block: Block): Promise<void>
  /** Passes on the remaining rows. */
  flush(): Promise<void>
}

/**
 * Collects incoming rows into blocks of `blockRows`. A device is faster with a few large products than with many small
 * ones, and a huge block needs no more memory than others. Whole blocks are passed on without a copy.
 */
function stageRows(
  width: number,
  blockRows: number,
  pass: (block: Block, rows: number) => Promise<void>,
): StagedRows {
  const capacity = blockRows * width
  let stage: Block | undefined
  let filled = 0

  const flush = async () => {
    if (stage === undefined || filled === 0) return
    const length = filled
    filled = 0
    await pass(stage.subarray(0, length), length / width)
  }

  const add = async (block: Block) => {
    const sameKind = stage === undefined || stage instanceof Float32Array === block instanceof Float32Array
    if (!sameKind) {
      await flush()
      stage = undefined
    }
    let at = 0
    while (at < block.length) {
      if (filled === 0 && block.length - at >= capacity) {
        await pass(block.subarray(at, at + capacity), blockRows)
        at += capacity
        continue
      }
      stage ??= block instanceof Float32Array ? new Float32Array(capacity) : new Float64Array(capacity)
      const length = Math.min(capacity - filled, block.length - at)
      stage.set(block.subarray(at, at + length), filled)
      filled += length
      at += length
      if (filled === capacity) await flush()
    }
  }

  return { add, flush }
}

/**
 * Share of its mean's square below which a column's variance is float32 rounding, so that the column counts as
 * constant.
 */
const constantShare = 2 ** -46

/** Subtracts N δδᵀ, where δ is the mean of the shifted columns, and mirrors the upper triangle; in place. */
function centreGram(raw: RawGram, shift: Float64Array, rows: number, rounding: number): Gram {
  const width = shift.length
  const { values, sums } = raw
  const offset = sums.map((sum) => sum / rows)
  let amplification = 1
  for (let i = 0; i < width; i++) {
    const before = values[i * width + i]
    const scaled = rows * offset[i]
    if (scaled !== 0) for (let j = i; j < width; j++) values[i * width + j] -= scaled * offset[j]
    // A sum of squares is not negative, but its rounded value may be.
    if (values[i * width + i] < 0) values[i * width + i] = 0
    const after = values[i * width + i]
    const size = shift[i] + offset[i]
    if (after > constantShare * rows * size * size) amplification = Math.max(amplification, before / after)
  }
  mirror(values, width)
  const mean = shift.map((value, i) => value + offset[i])
  return { width, rows, mean, values, resolution: rounding * amplification }
}

/** Copies the upper triangle to the lower one, tile by tile, because whole columns would miss the cache. */
function mirror(values: Float64Array, width: number): void {
  // Doubles in a cache line: a larger tile of rows a power of two apart would exceed the cache's associativity.
  const tile = 8
  for (let top = 0; top < width; top += tile) {
    for (let left = top; left < width; left += tile) {
      for (let i = top; i < Math.min(top + tile, width); i++) {
        for (let j = Math.max(left, i + 1); j < Math.min(left + tile, width); j++) {
          values[j * width + i] = values[i * width + j]
        }
      }
    }
  }
}
