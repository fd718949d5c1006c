import { expect, test } from 'vitest'
import { writeLatex } from './write-latex.ts'

test('a table of LaTeX, what is not known as a dash', () => {
  const width = { runs: 2, testError: 0.03284, trainError: 0, wStar: 53.91, groups: 18.99, groupsCi95: 7.04 }
  const text = writeLatex([
    {
      weightDecay: 0.002,
      widths: [
        { width: 1024, ...width },
        { width: 16, ...width, runs: 1, trainError: 5e-5, wStar: null, groups: null, groupsCi95: null },
      ],
    },
    { weightDecay: 0, widths: [{ width: 16, ...width, groupsCi95: null }] },
  ])
  expect(text.split('\n')).toEqual([
    '\\begin{tabular}{rrrrrr}',
    '\\toprule',
    '$W$ & runs & test error & train error & $w^*$ & groups \\\\',
    '\\midrule',
    '\\multicolumn{6}{l}{weight decay $0.002$} \\\\',
    '1024 & 2 & $0.0328$ & $0$ & $53.9$ & $19.0 \\pm 7.0$ \\\\',
    '16 & 1 & $0.0328$ & $5.0 \\cdot 10^{-5}$ & -- & -- \\\\',
    '\\midrule',
    '\\multicolumn{6}{l}{weight decay $0$} \\\\',
    '16 & 2 & $0.0328$ & $0$ & $53.9$ & $19.0$ \\\\',
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ])
})
