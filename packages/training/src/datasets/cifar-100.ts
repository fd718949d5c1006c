import { decodeBinaryPart } from './cifar/binary-files.ts'
import { cifarShape, joinParts, type CifarPart } from './cifar/cifar-images.ts'
import { decodePicklePart } from './cifar/pickle-files.ts'
import type { Dataset, DatasetSource, NamedBytes } from './dataset.ts'

const facts = {
  shape: cifarShape,
  trainSize: 50_000,
  testSize: 10_000,
  standardisation: {
    means: [0.5071, 0.4865, 0.4409].map((mean) => 255 * mean),
    deviations: [0.2673, 0.2564, 0.2762].map((deviation) => 255 * deviation),
  },
} as const

const source = 'Krizhevsky 2009; its files in a folder of yours'

/** CIFAR-100 with its 100 classes, and with its 20 super-classes. */
export const cifar100: readonly Dataset[] = [
  {
    ...facts,
    id: 'cifar-100',
    title: 'CIFAR-100',
    summary: `Photographs of 100 classes, 32 × 32 in colour (${source})`,
    classes: 100,
    origin: { kind: 'files', published: describeForms(1, 'fine_labels', 100) },
  },
  {
    ...facts,
    id: 'cifar-100-coarse',
    title: 'CIFAR-100, coarse',
    summary: `The photographs of CIFAR-100 in its 20 super-classes (${source})`,
    classes: 20,
    origin: { kind: 'files', published: describeForms(0, 'coarse_labels', 20) },
  },
]

/** Describes the published forms. Binary records begin with the coarse label and then the fine one. */
function describeForms(label: 0 | 1, key: string, classes: number): DatasetSource[] {
  const parse = (read: (file: NamedBytes) => CifarPart) => (files: readonly NamedBytes[]) => {
    const [train, test] = files.map((file) => joinParts([read(file)], classes))
    return { train, test }
  }
  return [
    {
      files: ['train.bin', 'test.bin'],
      folder: 'cifar-100-binary',
      archive: 'cifar-100-binary.tar.gz',
      parse: parse((file) => decodeBinaryPart(file, { labelBytes: 2, label })),
    },
    {
      files: ['train', 'test'],
      folder: 'cifar-100-python',
      archive: 'cifar-100-python.tar.gz',
      parse: parse((file) => decodePicklePart(file, key)),
    },
  ]
}
