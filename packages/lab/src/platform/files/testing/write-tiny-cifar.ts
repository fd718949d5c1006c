import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes CIFAR-10's six binary files with a number of images each, in flat colours that identify file, image
 * and channel.
 */
export function writeTinyCifar(folder: string, perFile = 4): void {
  mkdirSync(folder, { recursive: true })
  const names = [...[1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`), 'test_batch.bin']
  names.forEach((name, file) => {
    const bytes = Buffer.alloc(perFile * 3_073)
    for (let image = 0; image < perFile; image++) {
      const at = image * 3_073
      bytes[at] = (file + image) % 10
      for (let channel = 0; channel < 3; channel++) {
        const from = at + 1 + channel * 1_024
        bytes.fill(40 * file + 10 * image + channel, from, from + 1_024)
      }
    }
    writeFileSync(join(folder, name), bytes)
  })
}
