import { expect, test } from 'vitest'
import { checkSweep } from './check-sweep.ts'
import { defaultSweep } from './sweep-config.ts'

test('accepts the default sweep', () => {
  expect(checkSweep(structuredClone(defaultSweep))).toEqual(defaultSweep)
})

test.each([
  [{ dataset: 'cifar' }, 'dataset: there is no "cifar". Choose one of: mnist, fashion-mnist'],
  [{ widths: [] }, 'widths: [] is not a list of numbers'],
  [{ widths: [16, 16] }, 'widths: 16 is given twice'],
  [{ widths: [16, 2.5] }, 'widths: 2.5 is out of range. Allowed are whole numbers from 1 to 65536'],
  [{ seeds: [-1] }, 'seeds: -1 is out of range'],
  [{ weightDecays: [NaN] }, 'weightDecays: null is out of range'],
  [{ learningRate: '0.1' }, 'learningRate: "0.1" is out of range'],
  [{ epochs: 0 }, 'epochs: 0 is out of range'],
  [{ epochs: undefined }, 'epochs: undefined is out of range'],
  [{ trainSize: 60_001 }, 'trainSize: 60001 is too many. MNIST has 60000 of them'],
  [{ contrasts: [{ weightDecay: -1, seeds: [0] }] }, 'contrasts[0].weightDecay: -1 is out of range'],
  [{ contrasts: [null] }, 'contrasts[0].weightDecay'],
  [{ contrasts: 5 }, 'contrasts: 5 is not a list'],
  [{ colour: 'red' }, 'colour: there is no such setting'],
])('refuses %j', (change, message) => {
  expect(() => checkSweep({ ...defaultSweep, ...change })).toThrow(message)
})

test('refuses what is no object', () => {
  for (const value of [null, 5, [defaultSweep]]) expect(() => checkSweep(value)).toThrow('not an object')
})
