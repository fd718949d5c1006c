/** Rows `start` … `end` − 1 of a split. */
export interface Block {
  readonly start: number
  readonly end: number
}

/** Divides `count` rows into blocks of at most `rows`. */
export function listBlocks(count: number, rows: number): Block[] {
  return Array.from({ length: Math.ceil(count / rows) }, (_, i) => {
    return { start: i * rows, end: Math.min(count, (i + 1) * rows) }
  })
}
