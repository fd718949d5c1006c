import { expect, test } from 'vitest'
import type { Catalogue, Option } from './option.ts'
import { contrastOptions, readContrasts } from './read-contrasts.ts'
import { runSettings, splitRun, sweepSettings, toSweepOfOne } from './settings-options.ts'
import { readRows, readTexts } from './view.ts'

const list = { choices: null, minimum: 0, maximum: 99, optional: false }
const catalogue = {
  sweepOptions: [
    {
      ...list,
      name: 'architecture',
      title: 'Architecture',
      kind: 'CHOICE',
      choices: ['a', 'b'],
      default: 'a',
    },
    { ...list, name: 'layers', title: 'Layers', kind: 'INTEGER', default: 2 },
    { ...list, name: 'widths', title: 'Widths', kind: 'INTEGERS', default: [8, 16] },
    { ...list, name: 'seeds', title: 'Seeds', kind: 'INTEGERS', default: [0, 1] },
    { ...list, name: 'weightDecays', title: 'Weight decays', kind: 'NUMBERS', default: [0.5] },
  ],
  architectures: [
    { name: 'a', title: 'A', summary: '', options: [{ name: 'layers' }] },
    { name: 'b', title: 'B', summary: '', options: [] },
  ],
  datasets: [],
} as unknown as Catalogue
const names = (options: readonly Option[]) => options.map(({ name }) => name)

test('what belongs to another architecture is not asked for', () => {
  expect(names(sweepSettings(catalogue, {}))).toContain('layers')
  expect(names(sweepSettings(catalogue, { architecture: 'b' }))).not.toContain('layers')
})

test('a single run has one of each list, and is estimated as a sweep of one', () => {
  const options = runSettings(catalogue, {})
  expect(names(options)).toEqual(['architecture', 'layers', 'width', 'seed', 'weightDecay'])
  expect(options[2]).toMatchObject({ title: 'Width', kind: 'INTEGER', default: 8 })
  const values = { layers: 3, width: 8, seed: 1 }
  expect(toSweepOfOne(values)).toEqual({ layers: 3, widths: [8], seeds: [1] })
  expect(splitRun(values)).toMatchObject({ width: 8, seed: 1, settings: { layers: 3 } })
})

test('a contrast needs its weight decay', () => {
  const options = contrastOptions(sweepSettings(catalogue, {}))
  expect(readContrasts(options, [{ weightDecay: '0' }])).toEqual({
    contrasts: [{ weightDecay: 0, seeds: [0, 1] }],
    problems: [{}],
    isRight: true,
  })
  expect(readContrasts(options, [{}])).toMatchObject({
    problems: [{ weightDecay: 'Give the weight decay, as 0.' }],
    isRight: false,
  })
})

test('addresses of any kind are read', () => {
  expect(readTexts({ widths: '8', epochs: 3 })).toEqual({ widths: '8' })
  expect(readTexts(['8'])).toEqual({})
  expect(readRows('no')).toEqual([])
  expect(readRows([{ seeds: '1' }, 2])).toEqual([{ seeds: '1' }, {}])
})
