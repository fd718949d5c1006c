import type { FileMetaData } from 'hyparquet'

/** Row of a Parquet file, by the names of its columns. */
export type ParquetRow = Readonly<Record<string, unknown>>

/** Most bytes of a page, and most rows of a file: what is written by the tools is far below. */
const [mostPageBytes, mostRows] = [256 * 2 ** 20, 50_000_000]

/** Returns true for the first four bytes of a Parquet file. */
export function isParquet(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, 4)) === 'PAR1'
}

/** Returns the names of a Parquet file's columns from its last bytes; undefined where they are damaged, or too few. */
export async function listColumns(tail: Uint8Array): Promise<string[] | undefined> {
  const { parquetMetadata, parquetSchema } = await import('hyparquet')
  try {
    return parquetSchema(parquetMetadata(toBuffer(tail))).children.map(({ element }) => element.name)
  } catch {
    return undefined
  }
}

/**
 * Reads the rows of a Parquet file, one group after the other. Returns a message about the damage that ended it, if there is
 * any; rows before it were taken.
 */
export async function readRows(
  bytes: Uint8Array,
  columns: readonly string[] | undefined,
  take: (row: ParquetRow) => void,
): Promise<string | undefined> {
  // Loaded here, as few sources are Parquet.
  const { parquetMetadata, parquetReadObjects } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const file = toBuffer(bytes)
  const bounded = Object.fromEntries(
    Object.entries(compressors).map(([codec, decompress]) => [
      codec,
      (input: Uint8Array, length: number) => {
        if (length > mostPageBytes)
          throw new Error(`a page of ${length} bytes is larger than any that a tool writes`)
        return decompress!(input, length)
      },
    ]),
  )
  try {
    const metadata = parquetMetadata(file)
    requireRows(metadata)
    let rowStart = 0
    for (const { num_rows: count } of metadata.row_groups) {
      const rowEnd = rowStart + Number(count)
      const rows = await parquetReadObjects({ file, metadata, compressors: bounded, columns: columns && [...columns], rowStart, rowEnd }) // prettier-ignore
      for (const row of rows) take(row)
      rowStart = rowEnd
    }
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function requireRows({ row_groups: groups, num_rows: all }: FileMetaData): void {
  let rows = 0
  for (const { num_rows: count } of groups) {
    if (count < 0n || count > BigInt(mostRows))
      throw new Error(`a group of ${count} rows is larger than any that a tool writes`)
    rows += Number(count)
  }
  if (BigInt(rows) !== all || rows > mostRows)
    throw new Error(`its groups have ${rows} rows, but it names ${all}`)
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
}
