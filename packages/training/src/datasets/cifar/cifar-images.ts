import { BadDataset } from '../bad-dataset.ts'
import type { LabelledImages } from '../dataset.ts'

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
