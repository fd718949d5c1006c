import { expect, test } from 'vitest'
import { writeLatex } from '../export/write-latex.ts'
import { tabulateWidths } from './tabulate-widths.ts'

test('a table for LaTeX: groups with their interval, what is not known as a dash', () => {
  const errors = { testError: 0.03284, trainError: 0, decayToEnsemble: null }
  const width = { runs: 2, diverged: 0, ...errors, wStar: 53.91, groups: 18.99, groupsCi95: 7.04 }
  const table = tabulateWidths([
    {
      weightDecay: 0.002,
      widths: [
        { width: 1024, ...width },
        { width: 16, ...width, runs: 1, trainError: 5e-5, wStar: null, groups: null, groupsCi95: null },
      ],
    },
    { weightDecay: 0, widths: [{ width: 16, ...width, groupsCi95: null }] },
  ])
  expect(writeLatex(table).split('\n').slice(2, -3)).toEqual([
    '\\toprule',
    'weight decay & W & runs & test error & train error & $w^*$ & groups W / $w^*$ \\\\',
    '\\midrule',
    '$0.002$ & $1024$ & $2$ & $0.03284$ & $0$ & $53.91$ & $19 \\pm 7$ \\\\',
    '$0.002$ & $16$ & $1$ & $0.03284$ & $5.00 \\cdot 10^{-5}$ & -- & -- \\\\',
    '$0$ & $16$ & $2$ & $0.03284$ & $0$ & $53.91$ & $18.99$ \\\\',
  ])
})

test('runs that diverged have a column of their own', () => {
  const width = { width: 16, runs: 1, diverged: 1, testError: 0.03, trainError: 0, wStar: 5, groups: 3, groupsCi95: null } // prettier-ignore
  const table = tabulateWidths([{ weightDecay: 0, widths: [{ ...width, decayToEnsemble: null }] }])
  expect(writeLatex(table)).toContain('W & runs & diverged & test error')
  expect(writeLatex(table)).toContain('$16$ & $1$ & $1$ & $0.03$')
})
