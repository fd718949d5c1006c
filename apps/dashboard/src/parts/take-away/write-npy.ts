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
  // numpy writes and reads a comma after the last of them.
  const dictionary = `{'descr': [${descr}], 'fortran_order': False, 'shape': (${rows},), }`
  // Versions 1 and 2 differ by how long a header may be.
  const long = dictionary.length + ALIGNMENT > 0xffff
  const prefix = MAGIC.length + 2 + (long ? 4 : 2)
  const padded = Math.ceil((prefix + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT
  const header = `${dictionary.padEnd(padded - prefix - 1)}\n`
  const size = fields.reduce((sum, { bytes }) => sum + bytes, 0)
  const buffer = new ArrayBuffer(padded + rows * size)
  const view = new DataView(buffer)
  new Uint8Array(buffer).set([...MAGIC, long ? 2 : 1, 0])
  if (long) view.setUint32(8, header.length, true)
  else view.setUint16(8, header.length, true)
  new Uint8Array(buffer).set(new TextEncoder().encode(header), prefix)
  let at = padded
  for (let row = 0; row < rows; row++) {
    for (const { bytes, put } of fields) {
      put(view, at, row)
      at += bytes
    }
  }
  return buffer
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
