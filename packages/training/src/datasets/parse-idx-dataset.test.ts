import { expect, test } from 'vitest'
import { encodeIdx } from '@mitoscope/formats/testing'
import { idxFiles, parseIdxDataset } from './parse-idx-dataset.ts'

const expected = { classes: 3, shape: [2, 2, 1] } as const
const contents = [
  encodeIdx(
    [3, 2, 2],
    Uint8Array.from({ length: 12 }, (_, i) => i),
  ),
  encodeIdx([3], Uint8Array.of(2, 1, 0)),
  encodeIdx([1, 2, 2], Uint8Array.of(9, 9, 9, 9)),
  encodeIdx([1], Uint8Array.of(1)),
]

test('both splits are parsed', () => {
  const { train, test: held } = parse(contents)
  expect([train.count, train.pixels, held.count]).toEqual([3, 4, 1])
  expect([...train.images.subarray(4, 8)]).toEqual([4, 5, 6, 7])
  expect([...train.labels, ...held.labels]).toEqual([2, 1, 0, 1])
})

test.each([
  [0, encodeIdx([3, 1, 4], new Uint8Array(12)), 'images have 1 × 4 pixels, expected 2 × 2'],
  [1, encodeIdx([2], Uint8Array.of(0, 1)), '2 labels for the 3 images of train-images-idx3-ubyte'],
  [3, encodeIdx([1], Uint8Array.of(3)), 'label 3 of image 0 is not one of 0 … 2'],
])('rejects file %i if it does not fit the others', (index, bytes, problem) => {
  const changed = contents.with(index, bytes)
  expect(() => parse(changed)).toThrow(problem)
  expect(() => parse(changed)).toThrow(idxFiles[index])
})

function parse(all: readonly Uint8Array[]) {
  return parseIdxDataset(
    all.map((bytes, i) => ({ name: idxFiles[i], bytes })),
    expected,
  )
}
