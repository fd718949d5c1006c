/** Element type of NumPy in this package's terms. */
export interface NumpyType {
  /** Element type: one of those that itemSize knows, "bool", or a description of a type that is not read. */
  readonly dtype: string
  readonly bigEndian: boolean
  /** Size in bytes of one element; undefined if the type does not tell. */
  readonly itemSize: number | undefined
}

const SIZES: Readonly<Record<string, number>> = { f16: 2, bf16: 2, f32: 4, f64: 8, bool: 1 }

// By name, as str(x.dtype) writes it, and by C's names on the 64-bit systems that NumPy is used on.
const NAMES: Readonly<Record<string, string>> = {
  bool: 'bool',
  bool_: 'bool',
  bool8: 'bool',
  float16: 'f16',
  half: 'f16',
  bfloat16: 'bf16',
  float32: 'f32',
  single: 'f32',
  float64: 'f64',
  double: 'f64',
  float: 'f64',
  float_: 'f64',
  byte: 'i8',
  ubyte: 'u8',
  short: 'i16',
  ushort: 'u16',
  intc: 'i32',
  uintc: 'u32',
  int: 'i64',
  int_: 'i64',
  intp: 'i64',
  uint: 'u64',
  uintp: 'u64',
  longlong: 'i64',
  ulonglong: 'u64',
  ...Object.fromEntries(
    [8, 16, 32, 64].flatMap((bits) => [
      [`int${bits}`, `i${bits}`],
      [`uint${bits}`, `u${bits}`],
    ]),
  ),
}

// By one letter. "l" is left out: its size is that of the machine that wrote it.
const LETTERS: Readonly<Record<string, string>> = {
  '?': 'bool',
  e: 'f16',
  f: 'f32',
  d: 'f64',
  b: 'i8',
  B: 'u8',
  h: 'i16',
  H: 'u16',
  i: 'i32',
  I: 'u32',
  q: 'i64',
  Q: 'u64',
}

const CODES: Readonly<Record<string, string>> = { f2: 'f16', f4: 'f32', f8: 'f64', b1: 'bool' }

/**
 * Parses a dtype as NumPy does: "<f4", "=f4", "f", "float32". "=" is read as little-endian, the order of
 * nearly all machines.
 */
export function parseNumpyType(descr: unknown): NumpyType {
  const match = typeof descr === 'string' ? /^([<>|=])?(.{1,20})$/.exec(descr) : null
  if (!match) return { dtype: 'a structured type', bigEndian: false, itemSize: undefined }
  const [, order, name] = match
  const dtype = lookUp(NAMES, name) ?? lookUp(LETTERS, name) ?? lookUp(CODES, name) ?? integer(name)
  const unknown = name.startsWith('O') ? 'Python objects' : `NumPy type "${descr}"`
  return {
    dtype: dtype ?? unknown,
    bigEndian: order === '>',
    itemSize: dtype === undefined ? undefined : sizeOf(dtype),
  }
}

function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/**
 * Returns the name of an integer type, as "i4" or "u8"; invalid sizes pass, to be named where they are
 * rejected.
 */
function integer(name: string): string | undefined {
  const [, kind, size] = /^([iu])(\d{1,9})$/.exec(name) ?? []
  return kind && `${kind}${8 * Number(size)}`
}

function sizeOf(dtype: string): number | undefined {
  return Object.hasOwn(SIZES, dtype) ? SIZES[dtype] : Number(dtype.slice(1)) / 8
}
