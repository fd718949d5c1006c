import { expect, test } from 'vitest'
import type { Catalogue, Option } from '../fields/option.ts'
import { contrastOptions, parseContrasts } from './parse-contrasts.ts'
import { parseForm } from '../fields/parse-form.ts'
import {
  runSettings,
  splitRun,
  sweepSettings,
  toSettings,
  toSweepOfOne,
  toTexts,
} from '../run/settings-options.ts'
import { parseRows, parseTexts } from '../view.ts'

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

test('a setting is there where it counts, advanced ones last, and options of the architecture go together', () => {
  const use = { name: 'schedule', choices: ['step'] }
  const own = { ...list, name: 'norm', title: 'Norm', kind: 'BOOLEAN', default: false }
  const more = {
    ...catalogue,
    sweepOptions: [
      { ...list, name: 'drop', title: 'Drop', kind: 'NUMBER', default: 0.1, advanced: true, use },
      {
        ...list,
        name: 'schedule',
        title: 'Schedule',
        kind: 'CHOICE',
        choices: ['cosine', 'step'],
        default: 'cosine',
        advanced: true,
      },
      ...catalogue.sweepOptions,
    ],
    architectures: [{ ...catalogue.architectures[0], options: [{ name: 'layers' }, own] }],
  } as unknown as Catalogue
  expect(names(sweepSettings(more, {}))).not.toContain('drop')
  const texts = toTexts(more, { schedule: 'step', drop: 0.1, options: { norm: true }, contrasts: [] })
  expect(texts).toEqual({ schedule: 'step', norm: 'yes' })
  const options = sweepSettings(more, texts)
  const [advanced, main] = [
    ['drop', 'schedule'],
    ['architecture', 'norm', 'layers', 'widths', 'seeds', 'weightDecays'],
  ]
  expect(names(options)).toEqual([...main, ...advanced])
  const { values, problems } = parseForm(options, { ...texts, drop: '0.5' })
  expect(problems).toEqual({})
  expect(toSettings(options, values)).toMatchObject({ drop: 0.5, layers: 2, options: { norm: true } })
  expect(parseForm(options, { norm: 'maybe' }).problems).toEqual({ norm: '“maybe” is neither yes nor no.' })
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
  expect(parseContrasts(options, [{ weightDecay: '0' }])).toEqual({
    contrasts: [{ weightDecay: 0, seeds: [0, 1] }],
    problems: [{}],
    isRight: true,
  })
  expect(parseContrasts(options, [{}])).toMatchObject({
    problems: [{ weightDecay: 'Enter the weight decay, for example 0.' }],
    isRight: false,
  })
})

test('addresses of any kind are read', () => {
  expect(parseTexts({ widths: '8', epochs: 3 })).toEqual({ widths: '8' })
  expect(parseTexts(['8'])).toEqual({})
  expect(parseRows('no')).toEqual([])
  expect(parseRows([{ seeds: '1' }, 2])).toEqual([{ seeds: '1' }, {}])
})
