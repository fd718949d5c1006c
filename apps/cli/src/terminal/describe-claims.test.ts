import { expect, test } from 'vitest'
import { describeClaims } from './describe-claims.ts'

test('the words of a claim stay one line and give the terminal no orders', () => {
  const text = describeClaims([
    {
      id: 'Q2xhaW06MQ',
      statement: 'Layers\n\nAGREES: \u001B]52;c;cm0=\u0007split \u001B[2J\u202Eback',
      verdict: 'DISAGREES',
      previousVerdict: null,
      turnedAt: null,
      reason: 'No analysis has a number "\u001B[31m".',
      paper: null,
      project: { name: 'wide\r\u009B' },
      sweep: null,
      model: { name: 'mlp' },
      rule: {
        measure: 'critical-width',
        scalar: 'groups',
        comparison: 'ABOVE',
        threshold: 1.5,
        minWidth: 64,
        maxWidth: 256,
        weightDecay: 0.002,
      },
      ours: [{ title: 'width 64', value: 2, low: null, high: null }],
    },
  ])
  expect(text.split('\n')).toEqual([
    'DOES NOT AGREE: Layers AGREES: \uFFFD]52;c;cm0=\uFFFDsplit \uFFFD[2J\uFFFDback',
    '  of the model mlp in wide \uFFFD',
    '  rule: the mean over seeds of groups (critical-width) is above 1.5 at each width from 64 to 256 and weight decay 0.002',
    '  reason: No analysis has a number "\uFFFD[31m".',
    '  width 64: 2.00',
    '  id: Q2xhaW06MQ',
  ])
})
