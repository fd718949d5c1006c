import { expect, test } from 'vitest'
import { createPaceEstimate } from './estimate-pace.ts'

/**
 * Estimates the seconds left during a phase of `seconds`, whose first step takes `first` seconds and the
 * others one each.
 */
function follow(seconds: number, first: number, from = 0) {
  let clock = 0
  const estimate = createPaceEstimate(() => clock * 1_000)
  estimate({ phase: 'reading', fraction: 0 })
  clock = 3
  estimate({ phase: 'training', fraction: 0 })
  const told: { readonly at: number; readonly left: number | null; readonly truth: number }[] = []
  for (let step = 1; step <= seconds; step++) {
    clock += step === 1 ? first : 1
    const left = estimate({ phase: 'training', fraction: from + (step / seconds) * (1 - from) })
    told.push({ at: clock - 3, left, truth: seconds - step })
  }
  return told
}

test.each([
  ['a slow first step', 300, 20, 0],
  ['steps of a former attempt', 300, 1, 0.6],
  ['a day of steps', 86_400, 5, 0],
])('the seconds left are right after %s, from a few seconds of steps on', (_, seconds, first, from) => {
  for (const { at, left, truth } of follow(seconds, first, from)) {
    if (at < first + 5) expect(left).toBeNull()
    else expect(left).toBeCloseTo(truth, 0)
  }
})
