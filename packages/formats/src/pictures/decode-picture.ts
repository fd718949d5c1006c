import { decode as decodePng } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import { BadInput } from '../bad-input.ts'
import type { NamedBytes } from '../byte-source.ts'

/** A picture of red, green and blue values 0 … 255, [rows, columns, 3]. */
export interface Picture {
  readonly rows: number
  readonly columns: number
  readonly values: Uint8Array
}

/** Endings of the names of picture files. */
export const pictureExtensions = ['.png', '.jpg', '.jpeg'] as const

/** Limit above every camera's resolution: a small file may announce more to exhaust memory. */
const maxPixels = 100_000_000

/**
 * Decodes PNG (grey, colour or palette; 8 and 16 bits; transparent parts on black) and JPEG (baseline and progressive;
 * the orientation tag is ignored), distinguished by their first bytes. Throws BadInput.
 */
export function decodePicture(file: NamedBytes): Picture {
  const { name, bytes } = file
  try {
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return fromPng(file)
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return fromJpeg(bytes)
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(name, undefined, `it cannot be decoded (${(error as Error).message})`, remedy)
  }
  throw new BadInput(name, undefined, 'it is neither PNG nor JPEG, whatever its name says', remedy)
}

const remedy = 'Replace the picture, or take it out of the folder'

function fromPng({ name, bytes }: NamedBytes): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length > 24 && view.getUint32(16) * view.getUint32(20) > maxPixels)
    throw new BadInput(
      name,
      undefined,
      `it announces ${view.getUint32(16)} × ${view.getUint32(20)} pixels`,
      remedy,
    )
  const { width, height, channels, depth, data, palette } = decodePng(bytes, { checkCrc: true })
  const values = new Uint8Array(width * height * 3)
  // Grey values of fewer than 8 bits are stretched to 0 … 255, those of 16 bits are reduced to it.
  const scale = depth === 16 ? 1 / 257 : 255 / (2 ** depth - 1)
  for (let i = 0; i < width * height; i++) {
    const pixel = palette ? palette[data[i]] : data.subarray(i * channels, (i + 1) * channels)
    const grey = !palette && channels < 3
    const alpha = palette ? pixel[3] : channels % 2 === 0 ? scale * pixel[channels - 1] : 255
    for (let c = 0; c < 3; c++) {
      const value = pixel[grey ? 0 : c] * (palette ? 1 : scale)
      values[3 * i + c] = Math.round((value * (alpha ?? 255)) / 255)
    }
  }
  return { rows: height, columns: width, values }
}

function fromJpeg(bytes: Uint8Array): Picture {
  const { width, height, data } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: maxPixels / 1e6,
    maxMemoryUsageInMB: 2_048,
  })
  return { rows: height, columns: width, values: data }
}
