type Random = () => number
type Mutation = (bytes: Buffer, below: (limit: number) => number) => Uint8Array

const EXTREMES = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0xffffn,
  0x7fffffffn,
  0xffffffffn,
  1n << 53n,
  (1n << 63n) - 1n,
  (1n << 64n) - 1n,
]

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, below) {
    for (let left = 1 + below(4); left > 0; left--) bytes[below(bytes.length)] ^= 1 << below(8)
    return bytes
  },
  function setBytes(bytes, below) {
    for (let left = 1 + below(4); left > 0; left--) bytes[below(bytes.length)] = below(256)
    return bytes
  },
  function truncate(bytes, below) {
    return bytes.subarray(0, below(bytes.length))
  },
  function insert(bytes, below) {
    const at = below(bytes.length)
    const added = Buffer.from(Array.from({ length: 1 + below(40) }, () => below(256)))
    return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)])
  },
  function repeat(bytes, below) {
    const at = below(bytes.length)
    const end = at + below(200)
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
  },
  function remove(bytes, below) {
    const at = below(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(100))])
  },
  function setNumber(bytes, below) {
    const size = [1, 2, 4, 8][below(4)]
    const number = Buffer.alloc(8)
    number.writeBigUInt64LE(EXTREMES[below(EXTREMES.length)])
    number.copy(bytes, below(bytes.length), 0, size)
    return bytes
  },
  function editDigits(bytes, below) {
    const digits = [...bytes.keys()].filter((i) => bytes[i] >= 0x30 && bytes[i] <= 0x39)
    for (let left = 1 + below(3); left > 0 && digits.length > 0; left--) {
      bytes[digits[below(digits.length)]] = '0123456789-.,()[]{}"\' '.charCodeAt(below(22))
    }
    return bytes
  },
]

/**
 * Returns a damaged copy: bits, bytes, lengths and numbers are changed, ranges cut, repeated or inserted, as
 * the random numbers decide.
 */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const below = (limit: number) => random() % Math.max(1, limit)
  return MUTATIONS[below(MUTATIONS.length)](Buffer.from(bytes), below)
}
