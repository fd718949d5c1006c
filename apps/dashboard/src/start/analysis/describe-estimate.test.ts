import { expect, test } from 'vitest'
import { describeCertainty, describeKnown, describeWork, type AnalysesEstimate } from './describe-estimate.ts'

const none = { analyses: 0, answered: 0, underWay: 0, seconds: 0, from: 0 }
const of = (given: Partial<AnalysesEstimate>): AnalysesEstimate => ({
  ...none,
  measures: [],
  problem: null,
  ...given,
})
const title = (measure: string) => measure.toUpperCase()

test('the work is what has not been answered', () => {
  expect(describeWork(of({ analyses: 3, answered: 1, seconds: 80 }))).toBe('about 1 min 20 s of one device')
  expect(describeWork(of({ analyses: 3, answered: 2, underWay: 1 }))).toBe('nothing to compute')
})

test('what is known is counted', () => {
  expect(describeKnown(of({}))).toBe('')
  expect(describeKnown(of({ answered: 1, underWay: 2 }))).toBe(
    '1 has a result already, 2 are already running',
  )
})

test('it says how sure the time is, and for which measures it is a guess', () => {
  const a = { ...none, measure: 'a', seconds: 1, from: 12 }
  const b = { ...none, measure: 'b', seconds: 1, from: 0 }
  expect(describeCertainty(of({}), title)).toBe('')
  expect(describeCertainty(of({ measures: [a] }), title)).toContain('at least 12 of each')
  expect(describeCertainty(of({ measures: [b] }), title)).toContain('a typical CPU')
  expect(describeCertainty(of({ measures: [a, b] }), title)).toContain('For B it assumes a typical CPU')
  // What takes no time needs no basis.
  expect(describeCertainty(of({ measures: [a, { ...b, seconds: 0 }] }), title)).not.toContain('For')
})
