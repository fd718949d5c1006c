import { describe, expect, it } from 'vitest'
import { openSample } from './testing/open-sample.ts'
import { refusalOf } from '@mitoscope/formats/testing'

const draws = (values: number[], dtype = 'i64') => ({ permutations: { shape: [2, 4], values, dtype } })
const START = 'run.npz, tensor "permutations": is no permutation in row 1: '

describe('recorded draws', () => {
  it.each([
    ['a neuron twice', [0, 1, 2, 3, 3, 0, 3, 1], 'column 2 has 3, for the second time in that row.'],
    [
      'a neuron too many',
      [0, 1, 2, 3, 1, 2, 3, 4],
      'column 3 has 4, which is not in 0 to 3. Each row lists all neurons',
    ],
    ['a negative one', [0, 1, 2, 3, 1, -1, 3, 0], 'column 1 has -1, which is not in 0 to 3.'],
    ['a huge one', [0, 1, 2, 3, 1, 2 ** 40, 3, 0], 'column 1 has 1099511627776, which is not in 0 to 3.'],
  ])('with %s are refused', async (_, values, message) => {
    expect(await refusalOf(openSample(draws(values)))).toContain(START + message)
  })
})
