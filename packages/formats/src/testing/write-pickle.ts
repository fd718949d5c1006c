/** Value to pickle; globals are written "module name". */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | { readonly tuple: readonly Pickled[] }
  | { readonly list: readonly Pickled[] }
  | { readonly dict: readonly (readonly [string | number, Pickled])[] }
  | { readonly global: string }
  | { readonly persistent: Pickled }
  | { readonly call: Pickled; readonly args: readonly Pickled[] }

/** Encodes a whole pickle of protocol 2, without memo. */
export function pickle(value: Pickled): Uint8Array {
  return Buffer.concat([Buffer.from([0x80, 2]), write(value), Buffer.from('.')])
}

/** Concatenates latin-1 text and bytes, to assemble pickles by hand. */
export function assemble(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
}

function write(value: Pickled): Uint8Array {
  if (value === null) return assemble('N')
  if (typeof value === 'boolean') return assemble(value ? '\x88' : '\x89')
  if (typeof value === 'number') return writeInteger(value)
  if (typeof value === 'string') return assemble('X', u32(Buffer.byteLength(value)), Buffer.from(value))
  if ('tuple' in value) return assemble('(', ...value.tuple.map(write), 't')
  if ('list' in value) return assemble('](', ...value.list.map(write), 'e')
  if ('dict' in value) {
    const items = value.dict.flatMap(([key, item]) => [write(key), write(item)])
    return assemble('}(', Buffer.concat(items), 'u')
  }
  if ('global' in value) return assemble(`c${value.global.replace(' ', '\n')}\n`)
  if ('persistent' in value) return assemble(write(value.persistent), 'Q')
  return assemble(write(value.call), '(', ...value.args.map(write), 'tR')
}

function writeInteger(value: number): Uint8Array {
  if (value >= 0 && value < 256) return assemble('K', Uint8Array.of(value))
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(value))
  return Math.abs(value) < 2 ** 31 ? assemble('J', bytes.subarray(0, 4)) : assemble('\x8a\x08', bytes)
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
