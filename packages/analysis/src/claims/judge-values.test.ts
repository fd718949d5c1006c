import { expect, test } from 'vitest'
import { openRandom } from '../statistics/random-values.ts'
import { judgeValues, type SeedValues } from './judge-values.ts'

const group = (label: string, ...values: (number | null)[]): SeedValues => ({ id: label, label, values })
const above = (threshold: number) => ({ comparison: 'above', threshold }) as const
const below = (threshold: number) => ({ comparison: 'below', threshold }) as const

test('a mean is judged by the side of the threshold on which its interval lies', () => {
  const groups = [group('width 64', 2, 2.1, 1.95), group('width 128', 4, 4.2, 4.1)]
  const judged = judgeValues(groups, above(1.5))
  expect(judged.verdict).toBe('agrees')
  expect(judged.reason).toMatch(/above 1\.5 at each of 2 settings.*3 seeds, with the relative spread of all/)
  // Geometric mean.
  expect(judged.ours[0].value).toBeCloseTo(Math.cbrt(2 * 2.1 * 1.95), 12)
  expect(judgeValues(groups, below(1.5))).toMatchObject({ verdict: 'does not agree' })
  expect(judgeValues(groups, above(3))).toMatchObject({
    verdict: 'does not agree',
    reason: expect.stringContaining('At width 64 the mean over seeds is not above 3'),
  })
  const open = judgeValues(groups, above(1.95))
  expect(open.verdict).toBe('cannot tell')
  expect(open.reason).toMatch(/At width 64 the interval holds the threshold 1\.95\..* seeds there would decide it/) // prettier-ignore
})

test('what cannot be judged says why', () => {
  const reasonOf = (groups: SeedValues[]) => {
    const { verdict, reason } = judgeValues(groups, above(0))
    return `${verdict}: ${reason}`
  }
  expect(reasonOf([])).toMatch(/^cannot tell: No finished analysis/)
  expect(reasonOf([group('width 64', 1)])).toMatch(/^cannot tell: There is one seed at width 64/)
  expect(reasonOf([group('width 64', 1, null, null)])).toMatch(/^cannot tell: .*not defined for 2 seeds at width 64/) // prettier-ignore
  expect(reasonOf([group('width 64', 3, 3, 3)])).toMatch(
    /^cannot tell: All seeds have exactly the same value/,
  )
  // Negative values have no logarithm, and no relative spread to share.
  expect(reasonOf([group('width 64', -1, -1.001), group('width 128', -2, -2.001)])).toMatch(/^does not agree/)
})

test.each([
  ['one group', 1, 2],
  ['three groups of two seeds', 3, 2],
  ['three groups of five seeds', 3, 5],
])('at the threshold, a verdict is given in at most 5 %% of repetitions: %s', (_, count, seeds) => {
  const random = openRandom(7, 'claims')
  const verdicts = { agrees: 0, 'does not agree': 0, 'cannot tell': 0 }
  const repetitions = 1_000
  for (let i = 0; i < repetitions; i++) {
    const groups = Array.from({ length: count }, (_, g) =>
      group(`width ${g}`, ...Array.from({ length: seeds }, () => 2 * Math.exp(0.1 * random.normal()))),
    )
    verdicts[judgeValues(groups, above(2)).verdict]++
  }
  // 5 % and two standard errors.
  const most = repetitions * 0.05 + 2 * Math.sqrt(repetitions * 0.05 * 0.95)
  expect(verdicts.agrees + verdicts['does not agree']).toBeLessThanOrEqual(most)
})

test('seeds that are added until there is a verdict give a false one in at most 5 %', () => {
  const random = openRandom(9, 'claims')
  const repetitions = 200
  let judged = 0
  for (let i = 0; i < repetitions; i++) {
    const values = [2 * Math.exp(0.1 * random.normal())]
    for (let seeds = 2; seeds <= 10; seeds++) {
      values.push(2 * Math.exp(0.1 * random.normal()))
      if (judgeValues([group('width 64', ...values)], above(2)).verdict === 'cannot tell') continue
      judged++
      break
    }
  }
  expect(judged / repetitions).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / repetitions))
})

test('two seeds at several settings judge nothing, and three are not misled by ten that spread a tenth as much', () => {
  const pairs = [group('width 64', 2, 2.02), group('width 128', 4, 4.1)]
  expect(judgeValues(pairs, above(1.5))).toMatchObject({
    verdict: 'cannot tell',
    reason: expect.stringMatching(/^There are two seeds at width 64.*train a third one/),
  })
  expect(judgeValues(pairs.slice(0, 1), above(1)).verdict).toBe('agrees')
  const random = openRandom(10, 'claims')
  const repetitions = 1_000
  let judged = 0
  for (let i = 0; i < repetitions; i++) {
    const draw = (mean: number, spread: number) =>
      Array.from({ length: 3 }, () => mean * Math.exp(spread * random.normal()))
    const narrow = Array.from({ length: 10 }, (_, g) => group(`narrow ${g}`, ...draw(20, 0.005)))
    const { verdict } = judgeValues([...narrow, group('wide', ...draw(2, 0.05))], above(2))
    if (verdict !== 'cannot tell') judged++
  }
  expect(judged / repetitions).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / repetitions))
})

test('layers of one group, which hardly spread, do not make those that split look sure', () => {
  const random = openRandom(8, 'claims')
  const repetitions = 1_000
  let judged = 0
  for (let i = 0; i < repetitions; i++) {
    const draw = (mean: number, spread: number) =>
      Array.from({ length: 3 }, () => mean * Math.exp(spread * random.normal()))
    const narrow = Array.from({ length: 5 }, (_, g) => group(`narrow ${g}`, ...draw(1, 0.01)))
    const { verdict } = judgeValues([...narrow, group('wide', ...draw(10, 0.3))], below(10))
    if (verdict !== 'cannot tell') judged++
  }
  expect(judged / repetitions).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / repetitions))
})
