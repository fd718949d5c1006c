type Block = Float32Array | Float64Array

export interface StagedRows {
  add(block: Block): Promise<void>
  /** Passes on the remaining rows. */
  flush(): Promise<void>
}

/**
 * Collects incoming rows into blocks of `blockRows`. A device is faster with a few large products than with many small
 * ones, and a huge block needs no more memory than others. Whole blocks are passed on without a copy.
 */
export function stageRows(
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
