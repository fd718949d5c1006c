import { decompress } from '@mitoscope/formats'
import { asDataset, BadDataset, type LabelledImages, type NamedBytes } from '../dataset.ts'

/** Rows, columns and channels of a CIFAR image. */
export const cifarShape = [32, 32, 3] as const
export const cifarPixels = 3_072

const plane = 1_024

/** Writes an image of three planes (red, green, blue) to `target` with the channels of each pixel side by side. */
export function interleave(planes: Uint8Array, target: Uint8Array): void {
  for (let i = 0, to = 0; i < plane; i++) {
    target[to++] = planes[i]
    target[to++] = planes[plane + i]
    target[to++] = planes[2 * plane + i]
  }
}

/** Writes an image with the channels of each pixel side by side to `target` as three planes. */
export function separate(pixels: Uint8Array, target: Uint8Array): void {
  for (let i = 0, from = 0; i < plane; i++) {
    target[i] = pixels[from++]
    target[plane + i] = pixels[from++]
    target[2 * plane + i] = pixels[from++]
  }
}

/** Images of one file, in three planes each, and their labels. */
export interface CifarPart {
  readonly file: string
  readonly labels: Uint8Array
  /** Returns the planes of image `index`. */
  planes(index: number): Uint8Array
}

/** Joins parts into one split, in their order. Throws BadDataset for a label that is not below `classes`. */
export function joinParts(parts: readonly CifarPart[], classes: number): LabelledImages {
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0)
  const images = new Uint8Array(count * cifarPixels)
  const all = new Uint8Array(count)
  let row = 0
  for (const { file, labels, planes } of parts) {
    labels.forEach((label, i) => {
      if (label >= classes) {
        const problem = `label ${label} of image ${i} is not one of 0 … ${classes - 1}`
        throw new BadDataset(file, problem, 'Download the file again')
      }
      interleave(planes(i), images.subarray(row * cifarPixels, (row + 1) * cifarPixels))
      all[row++] = label
    })
  }
  return { count, pixels: cifarPixels, images, labels: all }
}

/** Bytes before each image: the label, or for CIFAR-100 the coarse and the fine one. */
export interface BinaryLayout {
  readonly labelBytes: number
  /** Index of the wanted label among these bytes. */
  readonly label: number
}

/**
 * Decodes the images of one binary file: label bytes and then 3,072 bytes in three planes for each. Throws BadDataset.
 */
export function decodeBinaryPart(file: NamedBytes, { labelBytes, label }: BinaryLayout): CifarPart {
  const bytes = asDataset(() => decompress(file))
  const record = labelBytes + cifarPixels
  if (bytes.length === 0) throw new BadDataset(file.name, 'it is empty', 'Download the file again')
  if (bytes.length % record !== 0) {
    const problem =
      `it is cut short or another file: ${bytes.length} bytes are no whole number of images, ` +
      `of ${record} bytes each`
    throw new BadDataset(file.name, problem, 'Download the file again')
  }
  const labels = Uint8Array.from({ length: bytes.length / record }, (_, i) => bytes[i * record + label])
  return {
    file: file.name,
    labels,
    planes: (i) => bytes.subarray(i * record + labelBytes, (i + 1) * record),
  }
}
