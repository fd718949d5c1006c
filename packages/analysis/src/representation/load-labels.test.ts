import { describe, expect, it } from 'vitest'
import { openSample } from './testing/open-sample.ts'
import { refusalOf } from '@mitoscope/formats/testing'

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
