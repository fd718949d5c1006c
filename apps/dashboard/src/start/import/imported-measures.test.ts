import { expect, test } from 'vitest'
import { possibleMeasures } from './imported-measures.ts'

const measures = [
  { name: 'reconstruction', needs: [] },
  { name: 'chunk-error', needs: ['labels.test', 'readout'] },
  { name: 'held-out', needs: ['features.train'] },
]
const namesFor = (...stored: string[]) =>
  possibleMeasures(measures, stored.map((name) => ({ name }))).map(({ name }) => name) // prettier-ignore

test('what a file lacks is not offered', () => {
  expect(namesFor()).toHaveLength(3)
  expect(namesFor('features.test')).toEqual(['reconstruction'])
  expect(namesFor('features.test', 'labels.test', 'readout.weight')).toEqual([
    'reconstruction',
    'chunk-error',
  ])
  expect(namesFor('features.test', 'labels.test', 'readout')).toEqual(['reconstruction'])
})
