import { expect, test } from 'vitest'
import { describeRule } from './describe-rule.ts'

const rule = {
  measure: 'critical-width',
  options: {},
  scalar: 'groups',
  comparison: 'ABOVE',
  threshold: 1.5,
  minWidth: null,
  maxWidth: null,
  weightDecay: null,
} as const

test.each([
  [{}, 'mean over seeds of groups (critical-width) above 1.5 at every width'],
  [{ minWidth: 256 }, 'mean over seeds of groups (critical-width) above 1.5 at widths from 256'],
  [{ maxWidth: 64, comparison: 'BELOW' }, 'mean over seeds of groups (critical-width) below 1.5 at widths up to 64'],
  [{ minWidth: 64, maxWidth: 64, weightDecay: 0.001 }, 'mean over seeds of groups (critical-width) above 1.5 at width 64 at weight decay 0.001'],
] as const)('a rule in words: %o', (change, told) => {
  expect(describeRule({ ...rule, ...change })).toBe(told)
}) // prettier-ignore
