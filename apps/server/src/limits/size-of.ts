/** Returns the size of a field's value as JSON in bytes; off by a few bytes for fractional numbers. */
export function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return sizeOfNumber(value)
    case 'string':
      return Buffer.byteLength(value) + 2
    case 'object':
      if (Array.isArray(value)) return sizeOfList(value)
      if (value === null) return 4
      return value instanceof Date ? 26 : Buffer.byteLength(JSON.stringify(value) ?? '')
    default:
      return 5
  }
}

function sizeOfList(values: readonly unknown[]): number {
  let bytes = 2
  for (const value of values) bytes += 1 + (typeof value === 'number' ? sizeOfNumber(value) : sizeOf(value))
  return bytes
}

function sizeOfNumber(value: number): number {
  if (!Number.isInteger(value)) return Number.isInteger(value * 1e4) ? 7 : 18
  const size = Math.abs(value)
  if (size < 100) return size < 10 ? 1 : 2
  return size < 1e21 ? Math.floor(Math.log10(size)) + 1 : 22
}
