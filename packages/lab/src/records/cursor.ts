/** Position of an entry: the values of its order and its id, as text; null for a missing value. */
export interface Cursor {
  /** Order to which the cursor belongs. */
  readonly order: string
  readonly values: readonly (string | null)[]
}

export function encodeCursor({ order, values }: Cursor): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url')
}

/** Decodes a cursor; undefined for text that is no cursor of this lab. */
export function decodeCursor(cursor: string): Cursor | undefined {
  try {
    const [order, ...values]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (typeof order !== 'string') return undefined
    if (!values.every((value) => value === null || typeof value === 'string')) return undefined
    return { order, values: values as (string | null)[] }
  } catch {
    return undefined
  }
}
