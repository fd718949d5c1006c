import type { Column, FigureTable } from '@mitoscope/figures'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
/** Data of a .npy file start at a multiple of this. */
const ALIGNMENT = 64

interface Field {
  readonly dtype: string
  readonly bytes: number
  readonly put: (view: DataView, at: number, row: number) => void
}

/**
 * A table as a .npy file of one structured array, so that `numpy.load(file)['width']` is a column: numbers are
 * '<f8', NaN where there is none, and words '<U…'.
 */
export function writeNpy({ columns }: FigureTable): ArrayBuffer {
  const fields = columns.map(fieldOf)
  const rows = columns[0]?.values.length ?? 0
  const descr = columns.map(({ name }, i) => `('${name}', '${fields[i].dtype}')`).join(', ')
  const size = fields.reduce((sum, { bytes }) => sum + bytes, 0)
  const { buffer, start } = startFile(`[${descr}]`, [rows], rows * size)
  const view = new DataView(buffer)
  let at = start
  for (let row = 0; row < rows; row++) {
    for (const { bytes, put } of fields) {
      put(view, at, row)
      at += bytes
    }
  }
  return buffer
}

/** Whole numbers as a .npy file of int64, row by row. `shape` multiplies to their number. */
export function writeIntegers(values: readonly number[], shape: readonly number[]): ArrayBuffer {
  const { buffer, start } = startFile("'<i8'", shape, 8 * values.length)
  const view = new DataView(buffer)
  values.forEach((value, i) => view.setBigInt64(start + 8 * i, BigInt(value), true))
  return buffer
}

/** A file of which all but its data is written, and the place where they start. */
function startFile(descr: string, shape: readonly number[], dataBytes: number) {
  // A tuple of one keeps its comma; numpy writes and reads one after the last entry, too.
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const dictionary = `{'descr': ${descr}, 'fortran_order': False, 'shape': (${sides}), }`
  // Versions 1 and 2 differ by how long a header may be.
  const long = dictionary.length + ALIGNMENT > 0xffff
  const prefix = MAGIC.length + 2 + (long ? 4 : 2)
  const start = Math.ceil((prefix + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT
  const header = `${dictionary.padEnd(start - prefix - 1)}\n`
  const buffer = new ArrayBuffer(start + dataBytes)
  const bytes = new Uint8Array(buffer)
  bytes.set([...MAGIC, long ? 2 : 1, 0])
  if (long) new DataView(buffer).setUint32(8, header.length, true)
  else new DataView(buffer).setUint16(8, header.length, true)
  bytes.set(new TextEncoder().encode(header), prefix)
  return { buffer, start }
}

function fieldOf({ values }: Column): Field {
  if (!values.some((value) => typeof value === 'string')) {
    const put: Field['put'] = (view, at, row) => view.setFloat64(at, Number(values[row] ?? NaN), true)
    return { dtype: '<f8', bytes: 8, put }
  }
  const words = values.map((value) => [...String(value ?? '')].map((character) => character.codePointAt(0)!))
  const longest = words.reduce((most, { length }) => Math.max(most, length), 1)
  return {
    dtype: `<U${longest}`,
    bytes: 4 * longest,
    // What is shorter than the longest is followed by zeros, which a new buffer holds.
    put: (view, at, row) => words[row].forEach((code, i) => view.setUint32(at + 4 * i, code, true)),
  }
}
