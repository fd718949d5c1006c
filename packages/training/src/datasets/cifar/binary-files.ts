import { decompress } from '@mitoscope/formats'
import { asDataset, BadDataset } from '../bad-dataset.ts'
import type { NamedBytes } from '../dataset.ts'
import { cifarPixels, type CifarPart } from './cifar-images.ts'

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
