import { refusalOf, sampleTensors, sampleValues } from '@mitoscope/formats/testing'
import { describe, expect, it } from 'vitest'
import { openSample } from './testing/open-sample.ts'

const labels = (values: number[], dtype = 'i64') => ({ 'labels.test': { shape: [6], values, dtype } })
const withoutReadout = { 'readout.weight': undefined, 'readout.bias': undefined }
const START = 'run.npz, tensor "labels.test": '

describe('labels', () => {
  it('must be classes of the readout', async () => {
    expect(await refusalOf(openSample(labels([0, 1, 2, 3, 1, 0])))).toBe(
      `${START}has label 3 at row 3, but the readout has classes 0 to 2. Number the classes from 0, one for each row of the readout, in its order.`,
    )
  })

  it('must not be negative', async () => {
    expect(await refusalOf(openSample(labels([0, -1, 1, 1, 1, 0], 'i8')))).toBe(
      `${START}has label -1 at row 1, but the readout has classes 0 to 2. Number the classes from 0; labels of −1 and 1 become (y + 1) / 2.`,
    )
    expect(await refusalOf(openSample({ ...withoutReadout, ...labels([0, 1, 1, 1, 1, -2]) }))).toContain(
      'has label -2 at row 5, but classes are integers from 0.',
    )
  })

  it('may be any classes without a readout, within reason', async () => {
    const got = await openSample({ ...withoutReadout, ...labels([9, 0, 1, 2, 3, 4]) })
    expect([...got.test.labels!]).toEqual([9, 0, 1, 2, 3, 4])
    const tooMany = openSample({ ...withoutReadout, ...labels([0, 1, 2, 3, 2 ** 40, 5]) })
    expect(await refusalOf(tooMany)).toContain('has label 1099511627776 at row 4')
  })

  it('must be of more than one class', async () => {
    expect(await refusalOf(openSample(labels([2, 2, 2, 2, 2, 2])))).toBe(
      `${START}has the same class 2 in all 6 rows. Save the inputs of all classes; with a single one there is nothing to tell apart.`,
    )
  })

  it.each(['f16', 'f32', 'f64'])('may be integers stored as %s, with a warning', async (dtype) => {
    const got = await openSample(labels([0, 1, 2, 0, 1, 2], dtype))
    expect([...got.test.labels!]).toEqual([0, 1, 2, 0, 1, 2])
    expect(got.warnings).toEqual([
      {
        code: 'float-labels',
        message: `labels.test in run.npz is stored as ${dtype}; its values are all integers and were taken as classes.`,
      },
    ])
  })

  it.each([0.5, NaN, Infinity])('must not be %s', async (value) => {
    expect(await refusalOf(openSample(labels([0, 1, value, 0, 1, 2], 'f32')))).toContain(
      `${START}has label ${value} at row 2, but the readout has classes 0 to 2.`,
    )
  })
})

const upright = Array.from(sampleTensors()['readout.weight'].values)
const turned = Array.from({ length: 12 }, (_, i) => upright[(i % 3) * 4 + Math.floor(i / 3)])

describe('the readout', () => {
  it.each([false, true])('is transposed when only that fits (fortran %s)', async (fortran) => {
    const got = await openSample({ 'readout.weight': { shape: [4, 3], values: turned, fortran } })
    expect([...got.readout!.weight]).toEqual(upright)
    expect(got.readout!.classes).toBe(3)
    expect(got.warnings).toEqual([
      {
        code: 'readout-transposed',
        message: 'readout.weight in run.npz has shape [4, 3] and was transposed to [C, W].',
      },
    ])
  })

  it('is taken as it is when both orientations fit', async () => {
    const values = sampleValues(16, 9)
    const got = await openSample({ 'readout.weight': { shape: [4, 4], values }, 'readout.bias': undefined })
    expect([...got.readout!.weight]).toEqual(values)
    expect(got.warnings.map(({ code }) => code)).toEqual(['readout-without-bias', 'absent-class'])
  })

  it('has zeros for a bias that is missing, with a warning', async () => {
    const got = await openSample({ 'readout.bias': undefined })
    expect([...got.readout!.bias]).toEqual([0, 0, 0])
    expect(got.warnings).toEqual([
      { code: 'readout-without-bias', message: 'There is no readout.bias: zeros were taken.' },
    ])
  })

  it('must be finite', async () => {
    const weight = { shape: [3, 4], values: upright.map((value, i) => (i > 5 ? NaN : value)) }
    expect(await refusalOf(openSample({ 'readout.weight': weight }))).toContain(
      'run.npz, tensor "readout.weight": has 6 of 12 values that are NaN or infinite, the first NaN at row 1, column 2. Recompute',
    )
    const bias = { shape: [3], values: [0, -Infinity, 1], dtype: 'f16' }
    expect(await refusalOf(openSample({ 'readout.bias': bias }))).toContain(
      'run.npz, tensor "readout.bias": has 1 of 3 values that are NaN or infinite, the first -Infinity at index 1.',
    )
  })
})

const draws = (values: number[], dtype = 'i64') => ({ permutations: { shape: [2, 4], values, dtype } })
const NO_PERMUTATION = 'run.npz, tensor "permutations": is no permutation in row 1: '

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
    expect(await refusalOf(openSample(draws(values)))).toContain(NO_PERMUTATION + message)
  })
})
