import { expect, test } from 'vitest'
import { escapeLatex, writeLatex } from './printed-table.ts'

const table = {
  member: 'run',
  columns: [
    { name: 'width', label: 'width', values: [16, 1024, 16] },
    { name: 'run', label: 'run', values: [null, null, 1] },
    { name: 'seed', label: 'seed', values: [null, null, 7], detail: true },
    {
      name: 'groups',
      label: 'groups W / w*',
      values: [1.04321, 18.987, 1.1],
      spread: { column: 'groups_ci95', kind: '95 % interval' as const },
    },
    { name: 'groups_ci95', label: 'groups, ± 95 %', values: [0.0123, 7.04, null] },
    { name: 'error', label: 'error_50%', values: [0.0328421, 5e-5, 0.1] },
    { name: 'law', label: 'law', values: [null, null, null] },
    { name: 'of', label: 'of', values: ['ρ & τ', null, 'x'] },
  ],
}

test('means with their spread, without single runs and empty columns', () => {
  expect(writeLatex(table).split('\n')).toEqual([
    '% mean \\pm 95 \\% interval; needs \\usepackage{booktabs}',
    '\\begin{tabular}{rrrl}',
    '\\toprule',
    'width & groups W / $w^*$ & error\\_50\\% & of \\\\',
    '\\midrule',
    '$16$ & $1.043 \\pm 0.012$ & $0.03284$ & $\\rho$ \\& $\\tau$ \\\\',
    '$1024$ & $19 \\pm 7$ & $5.00 \\cdot 10^{-5}$ & -- \\\\',
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ])
})

test('a tiny mean and its spread share a power of ten', () => {
  const columns = [
    { name: 'a', label: 'a', values: [1.234e-6], spread: { column: 'b', kind: 'std' as const } },
    { name: 'b', label: 'b', values: [2.1e-7] },
  ]
  expect(writeLatex({ columns })).toContain('$(1.2 \\pm 0.2) \\cdot 10^{-6}$')
})

test('what LaTeX would read as a command is printed', () => {
  expect(escapeLatex('a_b \\ {x} 5%')).toBe('a\\_b \\textbackslash{} \\{x\\} 5\\%')
})

test.each([
  ['mean |ρ| of w*', 'mean $| \\rho |$ of $w^*$'],
  ['$ρ', '\\$$\\rho$'],
])('signs of %s are formulas', (text, written) => {
  expect(escapeLatex(text)).toBe(written)
})
