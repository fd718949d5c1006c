import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { encodeCifarPickle } from '../testing/encode-cifar-pickle.ts'
import { encodeCifarBinary, makePlanes } from '../testing/make-cifar.ts'
import type { RawDataset } from './dataset.ts'
import { findDataset } from './datasets.ts'

/** Parses contents in one published form of a dataset, chosen by the name of its archive. */
function parse(id: string, archive: string, contents: readonly Uint8Array[]): RawDataset {
  const { origin } = findDataset(id)
  if (origin.kind !== 'files') throw new Error(`${id} has no files`)
  const form = origin.published.find((each) => each.archive === archive)!
  expect(form.files).toHaveLength(contents.length)
  return form.parse(contents.map((bytes, i) => ({ name: form.files[i], bytes })))
}

const batches = [0, 1, 2, 3, 4, 5].map((batch) => makePlanes(2, 2 * batch))
const binary = batches.map((planes, batch) => encodeCifarBinary(planes, [[batch], [9 - batch]]))
const pickled = batches.map((planes, batch) => encodeCifarPickle(planes, { labels: [batch, 9 - batch] }))

test('CIFAR-10 is the same from its binary files and from its Python files, gzipped or not', () => {
  const { train, test: held } = parse('cifar-10', 'cifar-10-binary.tar.gz', binary)
  expect([train.count, train.pixels, held.count]).toEqual([10, 3_072, 2])
  expect([...train.labels]).toEqual([0, 9, 1, 8, 2, 7, 3, 6, 4, 5])
  expect([...held.labels]).toEqual([5, 4])
  // Image 3 of the split is the second of batch 2; its pixel at row 1, column 2 has these three values.
  const at = 3 * 3_072 + 3 * 34
  const planes = batches[1].subarray(3_072)
  expect([...train.images.subarray(at, at + 3)]).toEqual([planes[34], planes[1_024 + 34], planes[2_048 + 34]])
  const other = parse('cifar-10', 'cifar-10-python.tar.gz', [...pickled.slice(0, 5), gzipSync(pickled[5])])
  expect(other).toEqual({ train, test: held })
})

test('CIFAR-100 has fine and coarse classes in both published forms', () => {
  const planes = makePlanes(2)
  const [fine, coarse] = [
    [99, 3],
    [19, 4],
  ]
  const asBinary = encodeCifarBinary(planes, [
    [coarse[0], fine[0]],
    [coarse[1], fine[1]],
  ])
  const asPickle = encodeCifarPickle(planes, { fine_labels: fine, coarse_labels: coarse })
  const read = (id: string) => [
    parse(id, 'cifar-100-binary.tar.gz', [asBinary, asBinary]),
    parse(id, 'cifar-100-python.tar.gz', [asPickle, asPickle]),
  ]
  expect(read('cifar-100').map(({ train }) => [...train.labels])).toEqual([fine, fine])
  expect(read('cifar-100-coarse').map(({ train }) => [...train.labels])).toEqual([coarse, coarse])
  const [one, two] = read('cifar-100')
  expect(one).toEqual(two)
})

test.each([
  ['cut short', binary[2].subarray(0, 4_000), '4000 bytes are no whole number of images, of 3073 bytes each'],
  ['empty', new Uint8Array(), 'data_batch_3.bin: it is empty'],
  ['another label', encodeCifarBinary(makePlanes(1), [[12]]), 'label 12 of image 0 is not one of 0 … 9'],
])('rejects a binary file that is %s', (_, bytes, problem) => {
  const changed = binary.with(2, bytes)
  expect(() => parse('cifar-10', 'cifar-10-binary.tar.gz', changed)).toThrow(problem)
  expect(() => parse('cifar-10', 'cifar-10-binary.tar.gz', changed)).toThrow('data_batch_3.bin')
})

test.each([
  ['no pickle', new TextEncoder().encode('<html>'), 'this is not a pickle'],
  [
    'cut short',
    pickled[0].subarray(0, 3_000),
    'it has a pickle that ends early: 6144 bytes wanted at 219 of 3000',
  ],
  ['without labels', encodeCifarPickle(makePlanes(1), {}), 'no list "labels"'],
  ['with fewer labels', encodeCifarPickle(makePlanes(2), { labels: [1] }), '1 labels for its 2 images'],
  ['of other images', encodeCifarPickle(new Uint8Array(784), { labels: [1] }, 784), 'are 1 × 784, expected'],
  ['of other classes', encodeCifarPickle(makePlanes(1), { labels: [11] }), 'label 11 of image 0'],
  ['of negative classes', encodeCifarPickle(makePlanes(1), { labels: [-1] }), 'label -1 of image 0'],
])('rejects a Python file that is %s', (_, bytes, problem) => {
  const changed = pickled.with(0, bytes)
  expect(() => parse('cifar-10', 'cifar-10-python.tar.gz', changed)).toThrow(problem)
  expect(() => parse('cifar-10', 'cifar-10-python.tar.gz', changed)).toThrow('data_batch_1')
})
