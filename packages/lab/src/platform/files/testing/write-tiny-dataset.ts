import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const files = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
]

/** Writes distinguishable 28 × 28 images as MNIST's four files, one of them gzipped. */
export function writeTinyDataset(folder: string, train = 300, test = 100): void {
  mkdirSync(folder, { recursive: true })
  const [trainImages, trainLabels, testImages, testLabels] = files
  writeFileSync(join(folder, trainImages), encodeImages(train))
  writeFileSync(join(folder, trainLabels), encodeLabels(train))
  writeFileSync(join(folder, `${testImages}.gz`), gzipSync(encodeImages(test)))
  writeFileSync(join(folder, testLabels), encodeLabels(test))
}

/** Encodes images: a bright bar whose position is the class, on a pattern that differs from image to image. */
function encodeImages(count: number): Buffer {
  const bytes = Buffer.alloc(16 + count * 784)
  ;[0x803, count, 28, 28].forEach((value, i) => bytes.writeUInt32BE(value, 4 * i))
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < 784; i++) {
      const bar = Math.floor(i / 28) === 2 * (n % 10) + 4
      bytes[16 + 784 * n + i] = bar ? 200 : (n * 31 + i * 17 + ((n * i) % 7) * 20) % 120
    }
  }
  return bytes
}

function encodeLabels(count: number): Buffer {
  const bytes = Buffer.alloc(8 + count)
  ;[0x801, count].forEach((value, i) => bytes.writeUInt32BE(value, 4 * i))
  for (let n = 0; n < count; n++) bytes[8 + n] = n % 10
  return bytes
}
