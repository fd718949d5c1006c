import type { Gram, GramAccumulator } from '../backend.ts'
import { centreGram } from './centre-gram.ts'
import type { GramDevice, OpenGramDevice } from './gram-device.ts'
import { stageRows, type StagedRows } from './stage-rows.ts'

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
