import { describe, expect, it } from 'vitest'
import { openSample } from './testing/open-sample.ts'
import { refusalOf, sampleTensors, sampleValues } from '@mitoscope/formats/testing'

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
