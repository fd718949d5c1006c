import { expect, test } from 'vitest'
import { median, ratioInterval } from './interval.ts'

const cases = 4_000

/** A generator of its own seed, so that the shares below are the same everywhere (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const noises: Record<string, (random: () => number) => number> = {
  'log-normal': (random) =>
    Math.exp(0.05 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
  'one-sided, as delays are': (random) => 1 - 0.1 * Math.log(1 - random()),
  'now and then twice as long': (random) => (1 + 0.02 * random()) * (random() < 0.1 ? 2 : 1),
}

const pairings = [
  { ours: 'log-normal', theirs: 'log-normal', counts: [7, 8, 12] },
  { ours: 'one-sided, as delays are', theirs: 'one-sided, as delays are', counts: [7, 8, 12] },
  { ours: 'now and then twice as long', theirs: 'now and then twice as long', counts: [7, 8, 12] },
  // Not symmetric, so that the share is not exact and falls with the number of pairs: to 92.95 % of twelve.
  { ours: 'log-normal', theirs: 'one-sided, as delays are', counts: [7, 8] },
]

test.each(pairings.flatMap(({ counts, ...noise }) => counts.map((pairs) => ({ pairs, ...noise }))))(
  '$pairs pairs hold the planted ratio in 93 to 97 % of cases: noise $ours against $theirs',
  ({ pairs, ours, theirs }) => {
    const random = seeded(pairs)
    const centre = (noise: string) => median(Array.from({ length: 20_001 }, () => noises[noise](random)))
    const planted = (3 * centre(theirs)) / centre(ours)
    let held = 0
    for (let i = 0; i < cases; i++) {
      // What slows a round slows both of its times.
      const rounds = Array.from({ length: pairs }, () => 1 + random())
      const { low, high } = ratioInterval(
        rounds.map((round) => round * noises[ours](random)),
        rounds.map((round) => 3 * round * noises[theirs](random)),
      )
      if (low <= planted && planted <= high) held++
    }
    expect(held / cases).toBeGreaterThan(0.93)
    expect(held / cases).toBeLessThan(0.97)
  },
)

test('of six pairs, the interval goes from the smallest to the largest ratio, and holds 1 − 2/64', () => {
  const ratios = [2, 2.1, 1.9, 2.2, 1.8, 2.05]
  const { low, high, coverage } = ratioInterval(
    ratios.map(() => 1),
    ratios,
  )
  expect([low, high]).toEqual([expect.closeTo(1.8, 12), expect.closeTo(2.2, 12)])
  expect(coverage).toBe(1 - 2 / 64)
})

test('critical values agree with the published tables of the signed-rank test', () => {
  // Two-sided 5 %: the statistic may be at most 2, 3, 5, 8, 13 for 7, 8, 9, 10, 12 pairs; exact shares of those tails.
  const tails = { 7: 3 / 128, 8: 5 / 256, 9: 10 / 512, 10: 25 / 1024, 12: 87 / 4096 }
  for (const [pairs, tail] of Object.entries(tails)) {
    const times = Array.from({ length: Number(pairs) }, (_, i) => 1 + i)
    expect(ratioInterval(times, times.toReversed()).coverage).toBeCloseTo(1 - 2 * tail, 12)
  }
})

test('one wild pair moves neither the ratio nor, beyond the next pairs, its interval', () => {
  const theirs = [2, 2.01, 1.99, 2.02, 1.98, 2, 2.01, 1.99, 2, 40]
  const { ratio, high } = ratioInterval(
    theirs.map(() => 1),
    theirs,
  )
  expect(ratio).toBeCloseTo(2, 1)
  expect(high).toBeLessThan(10)
})

test('pairs that give no interval are refused', () => {
  const five = [1, 2, 3, 4, 5]
  expect(() => ratioInterval(five, five)).toThrow('needs 6 pairs; there are 5')
  expect(() => ratioInterval([...five, 6], five)).toThrow('6 times cannot be paired with 5')
  expect(() => ratioInterval([...five, 0], [...five, 6])).toThrow('one is 0')
  expect(() => ratioInterval([...five, 6], [...five, NaN])).toThrow('one is NaN')
})

test('the median of an even number of values is the mean of the middle two', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5])
})
