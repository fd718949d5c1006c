import { BadInput } from '../bad-input.ts'
import type { NamedBytes } from '../byte-source.ts'
import { decompress } from '../zip/decompress.ts'

/** An array of unsigned bytes with its dimensions. */
export interface IdxArray {
  readonly shape: readonly number[]
  readonly values: Uint8Array
}

const unsignedByte = 0x08

/**
 * Parses an IDX file of unsigned bytes (the format of MNIST), plain or gzipped, with `dimensions` dimensions:
 * two zero bytes, the type, the number of dimensions, each dimension as a big-endian uint32, then the values.
 * Throws BadInput when the file is anything else, is cut short or has bytes left over.
 */
export function parseIdx(file: NamedBytes, dimensions: number): IdxArray {
  const bytes = decompress(file)
  const header = 4 + 4 * dimensions
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
    throw new BadInput(
      file.name,
      undefined,
      `this is not an IDX file: it starts with ${describeStart(bytes)}`,
      'Give the file as published, plain or as .gz',
    )
  }
  if (bytes[2] !== unsignedByte) {
    throw new BadInput(
      file.name,
      undefined,
      `its values have IDX type 0x${bytes[2].toString(16).padStart(2, '0')}, expected 0x08 (unsigned byte)`,
      'Give the file as published',
    )
  }
  if (bytes[3] !== dimensions) {
    throw new BadInput(
      file.name,
      undefined,
      `it has ${bytes[3]} dimensions, expected ${dimensions}`,
      'Check that images and labels were not exchanged',
    )
  }
  if (bytes.length < header) throw cutShort(file.name, bytes.length, header)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis))
  const length = shape.reduce((product, size) => product * size, 1)
  if (bytes.length < header + length) throw cutShort(file.name, bytes.length, header + length)
  if (bytes.length > header + length) {
    throw new BadInput(
      file.name,
      undefined,
      `it has ${bytes.length - header - length} bytes after the ${shape.join(' × ')} values it announces`,
      'Download the file again',
    )
  }
  return { shape, values: bytes.subarray(header, header + length) }
}

function cutShort(name: string, actual: number, expected: number): BadInput {
  return new BadInput(
    name,
    undefined,
    `it is cut short: ${actual} bytes, its header announces ${expected}`,
    'Download the file again',
  )
}

function describeStart(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'nothing, it is empty'
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'))
  return `bytes ${start.join(' ')}`
}
