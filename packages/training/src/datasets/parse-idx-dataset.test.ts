import { encodeIdx } from '@mitoscope/formats/testing'
import { expect, test } from 'vitest'
import { idxFiles, parseClassLists, parseIdxDataset } from './parse-idx-dataset.ts'

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

const expectedLists = { pixels: 2, testPerClass: 1, trainPerClass: 2 }
const first = { data: [[1, 1], [], [2, 2], [3, 3], []] }
const second = {
  data: [
    [4, 4],
    [5, 5],
    [6, 6],
  ],
}

test('test images come first, dividers are skipped and classes take turns', () => {
  const { train, test: held } = parseLists(first, second)
  expect([...held.images]).toEqual([1, 1, 4, 4])
  expect([...held.labels]).toEqual([0, 1])
  expect([...train.images]).toEqual([2, 2, 5, 5, 3, 3, 6, 6])
  expect([...train.labels]).toEqual([0, 1, 0, 1])
})

test.each([
  ['no list', {}, 'it has no list "data"'],
  ['a short list', { data: [[1, 1]] }, 'it has 1 images, expected 3'],
  ['an image of another size', { data: [[1, 1], [1], [2, 2]] }, 'image 1 is not a list of 2 whole numbers'],
  [
    'a value out of range',
    {
      data: [
        [1, 1],
        [1, 256],
        [2, 2],
      ],
    },
    'image 1 is not',
  ],
])('rejects %s', (_, content, problem) => {
  expect(() => parseLists(first, content)).toThrow(`1.json: ${problem}`)
})

test('content that is not JSON is rejected', () => {
  const bytes = new TextEncoder().encode('{"data": [[')
  expect(() => parseClassLists([{ name: '0.json', bytes }], expectedLists)).toThrow('0.json: it is not JSON')
})

function parseLists(...contents: readonly object[]) {
  const files = contents.map((content, i) => {
    return { name: `${i}.json`, bytes: new TextEncoder().encode(JSON.stringify(content)) }
  })
  return parseClassLists(files, expectedLists)
}
