import { expect, test } from 'vitest'
import { moreNeurons } from './more-neurons.ts'

const pairs = (neurons: number) => (neurons * (neurons - 1)) / 2

test('a matrix that was cut off can be measured with more neurons', () => {
  expect(moreNeurons(pairs(457), 256)).toBe(457)
  expect(moreNeurons(pairs(1990), 256)).toBe(1024)
})

test('one that holds all that are left, or as many as a browser takes, cannot', () => {
  expect(moreNeurons(pairs(210), 210)).toBeUndefined()
  expect(moreNeurons(pairs(1990), 1024)).toBeUndefined()
  expect(moreNeurons(null, 256)).toBeUndefined()
})
