let table: Uint32Array | undefined

/**
 * Returns the float32 bits of each of the 65,536 half-precision numbers, all of which float32 represents
 * exactly.
 */
export function halfTable(): Uint32Array {
  table ??= new Uint32Array(Float32Array.from({ length: 65536 }, (_, bits) => decodeHalf(bits)).buffer)
  return table
}

function decodeHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
