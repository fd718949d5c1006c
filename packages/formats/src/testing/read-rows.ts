import type { RowStream } from '../rows/open-row-stream.ts'

/** Reads all rows of a stream, copied out of its blocks. */
export async function readRows(stream: RowStream, maxRows = 4): Promise<number[]> {
  const values: number[] = []
  for await (const block of stream.blocks(maxRows)) {
    if (block.length > maxRows * stream.width) throw new Error('a block is larger than asked for')
    for (const value of block) values.push(value)
  }
  return values
}
