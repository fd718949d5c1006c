import type { TrackedRun } from '@mitoscope/formats'
import { expect, test } from 'vitest'
import { parsePattern, splitPattern } from './path-pattern.ts'
import { findFacts, type FactFlags } from './run-facts.ts'

const runOf = (config: Readonly<Record<string, unknown>>, name = 'run', path = 'run'): TrackedRun => ({
  path,
  id: path,
  name,
  tags: [],
  config,
  state: 'unknown',
  metrics: new Map(),
  stepMetrics: new Map(),
  leftOut: [],
  problems: [],
})
const nested = { optimizer: { hidden: 64, wide: 'wide' }, seed: '3' }

test.each<[Record<string, unknown>, string, FactFlags, object]>([
  [{ width: 8 }, 'w16', {}, { width: 8, places: { width: 'width' } }],
  [nested, 'run', { widthFrom: 'optimizer.hidden' }, { width: 64, seed: 3, problems: [] }],
  [nested, 'run', { width: 5, seedFrom: 'seed' }, { width: 5, seed: 3, places: { width: '--width' } }],
  [{ 'model/d_model': '512' }, 'run', {}, { width: 512, places: { width: 'model/d_model' } }],
  [{}, 'mlp-w32-s1', {}, { width: 32, seed: 1, places: { width: 'name', seed: 'name' } }],
  [{}, 'a32b1e-4', { namePattern: parsePattern('a{width}b{decay}') }, { width: 32, weightDecay: 1e-4 }],
  [{ width: 8 }, 'r8', { namePattern: parsePattern('r{seed}') }, { width: 8, seed: 8 }],
])('%o %s: facts are found', (config, name, flags, facts) => {
  expect(findFacts(runOf(config, name), flags)).toMatchObject({ problems: [], ...facts })
})

test('width and seed are found in the folders of a path', () => {
  expect(findFacts(runOf({}, 'version_0', 'logs/w24/seed_2/version_0'))).toMatchObject({ width: 24, seed: 2, places: { width: 'path' } }) // prettier-ignore
})

test.each<[Record<string, unknown>, FactFlags, RegExp]>([
  [{}, {}, /has no width: name its key in the configuration by --width-from, or the width of all by --width/],
  [
    nested,
    { widthFrom: 'hidden' },
    /"hidden" is not in its configuration, which has "optimizer\.hidden", .*"seed"/,
  ],
  [nested, { widthFrom: 'optimizer.wide' }, /"optimizer\.wide" is "wide", which is no whole number from 1/],
  [{ width: 8 }, { seedFrom: 'width.x' }, /has no seed: name its key by --seed-from: "width\.x" is not in/],
  [
    { width: 8, wd: -1 },
    { weightDecayFrom: 'wd' },
    /has no weight decay: .*"wd" is -1, which is no number from 0/,
  ],
  [
    { width: 8 },
    { namePattern: parsePattern('x{width}') },
    /has the name "run", which does not fit "x\{width\}": correct/,
  ],
])('%o: what is missing is named with its remedy', (config, flags, message) => {
  expect(findFacts(runOf(config), flags).problems.join()).toMatch(message)
})

test.each([
  ['out/resnet_w{width}_s{seed}.npz', 'out/resnet_w32_s0.npz', { width: 32, seed: 0 }],
  ['{name}/w{width}/*/w{width}.npy', 'mlp.a/w8/x/w8.npy', { name: 'mlp.a', width: 8 }],
  ['{name}/w{width}/*/w{width}.npy', 'mlp/w8/x/w9.npy', undefined],
  ['a+b[{seed}]$', 'a+b[7]$', { seed: 7 }],
  ['w{width}.npy', 'xw8.npy', undefined],
])('%s reads %s', (pattern, text, values) => {
  const found = parsePattern(pattern).match(text)
  if (values) expect(found).toMatchObject(values)
  else expect(found).toBeUndefined()
})

test('an unknown placeholder is named', () => {
  expect(() => parsePattern('w{depth}')).toThrow('{depth} is no placeholder. Use {width}, {seed}')
  expect(splitPattern('out/w{width}/x.npy')).toEqual({ folder: 'out', rest: 'w{width}/x.npy' })
  expect(splitPattern('/w{width}.npy')).toEqual({ folder: '/', rest: 'w{width}.npy' })
  expect(splitPattern('w{width}.npy')).toEqual({ folder: '.', rest: 'w{width}.npy' })
})
