import { expect, test } from 'vitest'
import { chooseMeasures, parseMeasures, possibleMeasures } from './measure-choice.ts'
import type { Catalogue } from '../fields/option.ts'

const option = { description: '', choices: null, minimum: 1, maximum: 9, name: 'draws' }
const measures = [
  { name: 'curve', title: 'Curve', shape: 'CURVES', options: [{ ...option, kind: 'INTEGER', default: 4 }] },
  { name: 'parts', title: 'Parts', shape: 'PARTITION', options: [] },
] as unknown as Catalogue['measures']

test('what is chosen to begin with has its options as they are', () => {
  expect(chooseMeasures(measures)).toEqual([{ '=': 'curve' }, { '=': 'parts' }])
})

test('only what differs from its default is asked for, and what is wrong is named', () => {
  const read = (draws: string) => parseMeasures(measures, [{ '=': 'curve', draws }, { '=': 'gone' }])
  expect(read('4').requests).toEqual([{ measure: 'curve', options: {} }])
  expect(read('5').requests).toEqual([{ measure: 'curve', options: { draws: 5 } }])
  expect(read('many').wrong).toEqual(['Curve'])
  expect(read('5').wrong).toEqual([])
})

const needing = [
  { name: 'reconstruction', needs: [] },
  { name: 'chunk-error', needs: ['labels.test', 'readout'] },
  { name: 'held-out', needs: ['features.train'] },
]
const namesFor = (...stored: string[]) =>
  possibleMeasures(needing, stored.map((name) => ({ name }))).map(({ name }) => name) // prettier-ignore

test('what a file lacks is not offered', () => {
  expect(namesFor()).toHaveLength(3)
  expect(namesFor('features.test')).toEqual(['reconstruction'])
  expect(namesFor('features.test', 'labels.test', 'readout.weight')).toEqual([
    'reconstruction',
    'chunk-error',
  ])
  expect(namesFor('features.test', 'labels.test', 'readout')).toEqual(['reconstruction'])
})
