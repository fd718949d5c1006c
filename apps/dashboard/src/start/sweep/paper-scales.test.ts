import { expect, it } from 'vitest'
import type { Catalogue } from '../fields/option.ts'
import { describeScale, findScale, listScales } from './paper-scales.ts'

const scale = (name: string, settings: object) => ({ name, settings, minutes: 3, machine: 'two cores', basis: 'estimated', limits: 'Little.' }) // prettier-ignore
const catalogue = {
  sweepOptions: [{ name: 'epochs', default: 40 }, { name: 'widths', default: [16, 32] }],
  paperFigures: [
    {
      name: 'reconstruction',
      title: 'R²',
      shows: 'Much.',
      scales: [
        scale('small', { epochs: 40, widths: [8, 16], options: { batchNorm: true }, contrasts: [{ weightDecay: 0, seeds: [0, 1] }] }),
        scale('full', { epochs: 200, widths: [16, 32], contrasts: [] }),
      ],
    },
    { name: 'dynamics', title: 'Dynamics', shows: 'More.', scales: [scale('small', { epochs: 5 })] },
  ],
} as unknown as Catalogue // prettier-ignore

it('fills in what a scale has beside the defaults, contrasts and options with it', () => {
  const scales = listScales(catalogue)
  expect(scales.map(({ key }) => key)).toEqual([
    'reconstruction/small',
    'dynamics/small',
    'reconstruction/full',
  ])
  expect(scales[0].texts).toEqual({ widths: '8, 16', batchNorm: 'yes' })
  expect(scales[0].contrasts).toEqual([{ weightDecay: '0', seeds: '0, 1' }])
  expect(scales[2].texts).toEqual({ epochs: '200' })
  expect(scales[0].label).toBe('R² (small: about 3 min on two cores)')
})

it('finds the one that an address names', () => {
  const scales = listScales(catalogue)
  expect(describeScale(findScale(scales, 'dynamics/small')!)).toBe('More. Little.')
  expect(findScale(scales, 'dynamics/full')).toBeUndefined()
})
