import { expect, test } from 'vitest'
import { parseClassLists } from './parse-class-lists.ts'

const expected = { pixels: 2, testPerClass: 1, trainPerClass: 2 }
const first = { data: [[1, 1], [], [2, 2], [3, 3], []] }
const second = {
  data: [
    [4, 4],
    [5, 5],
    [6, 6],
  ],
}

test('test images come first, dividers are skipped and classes take turns', () => {
  const { train, test: held } = parse(first, second)
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
  expect(() => parse(first, content)).toThrow(`1.json: ${problem}`)
})

test('content that is not JSON is rejected', () => {
  const bytes = new TextEncoder().encode('{"data": [[')
  expect(() => parseClassLists([{ name: '0.json', bytes }], expected)).toThrow('0.json: it is not JSON')
})

function parse(...contents: readonly object[]) {
  const files = contents.map((content, i) => {
    return { name: `${i}.json`, bytes: new TextEncoder().encode(JSON.stringify(content)) }
  })
  return parseClassLists(files, expected)
}
