import { expect, test } from 'vitest'
import type { PairsInput } from '../input/analysis-input.ts'
import { drawFigureSource, writeFigureSource } from '../source/figure-source.ts'
import { readSvg } from '../testing/read-svg.ts'
import { pairsFigures } from './pairs-figures.ts'

const cka: PairsInput = {
  title: 'Linear CKA',
  subtitle: '',
  names: ['w16 & s0', 'w16-s1', 'w64-s0'],
  quantities: [
    { id: 'cka', label: 'CKA' },
    { id: 'ckaDebiased', label: 'CKA, debiased' },
  ],
  pairs: [
    { first: 0, second: 1, values: { cka: 0.25, ckaDebiased: -0.01 } },
    { first: 2, second: 0, values: { cka: 0.9375, ckaDebiased: null } },
  ],
}
const imbalance: PairsInput = {
  ...cka,
  title: 'Information imbalance',
  quantities: [
    { id: 'imbalanceForth', label: 'Δ(first → second)', mirror: 'imbalanceBack' },
    { id: 'imbalanceBack', label: 'Δ(second → first)', mirror: 'imbalanceForth' },
  ],
  pairs: [{ first: 2, second: 1, values: { imbalanceForth: 0.2, imbalanceBack: 0.6 } }],
}
const numbersIn = (svg: string) =>
  readSvg(svg)
    .querySelectorAll('.cell-values text')
    .map(({ textContent }) => textContent)
const rowsOf = ({ table: { columns } }: ReturnType<typeof pairsFigures>[number]) =>
  columns[0].values.map((_, row) => columns.map(({ values }) => values[row]))

test('a symmetric quantity is above and below the diagonal, and once in the table', () => {
  const [plain, debiased] = pairsFigures(cka)
  expect(plain.title).toBe('Linear CKA: CKA')
  expect(numbersIn(plain.svg).filter(Boolean).sort()).toEqual(['0.25', '0.25', '0.94', '0.94'])
  expect(rowsOf(plain)).toEqual([
    ['w16 & s0', 'w16-s1', 0.25],
    ['w16 & s0', 'w64-s0', 0.9375],
  ])
  expect(plain.description).toContain(
    'Lowest: 0.25 between w16 & s0 and w16-s1. Highest: 0.938 between w64-s0',
  )
  // A number below 0 has the palest colour, and an undefined one an empty cell.
  expect(numbersIn(debiased.svg).filter(Boolean)).toEqual(['-0.01', '-0.01'])
  expect(rowsOf(debiased)[1]).toEqual(['w16 & s0', 'w64-s0', null])
})

test('a quantity that depends on the order has one matrix of both directions', () => {
  const figures = pairsFigures(imbalance)
  expect(figures.map(({ title }) => title)).toEqual(['Information imbalance'])
  expect(rowsOf(figures[0])).toEqual([
    ['w16-s1', 'w64-s0', 0.6],
    ['w64-s0', 'w16-s1', 0.2],
  ])
  expect(figures[0].description).toContain('Lowest: 0.2 from w64-s0 to w16-s1')
})

test('many pairs are drawn without numbers, no pairs give no figure, and a source file draws the same figure', () => {
  const names = Array.from({ length: 30 }, (_, i) => `a run with quite a long name, seed ${i}`)
  const pairs = names.flatMap((_, first) =>
    names.slice(first + 1).map((__, j) => ({ first, second: first + 1 + j, values: { cka: first / 30 } })),
  )
  const [figure] = pairsFigures({ ...cka, names, pairs })
  expect(numbersIn(figure.svg)).toEqual([])
  expect(rowsOf(figure)).toHaveLength(435)
  expect(pairsFigures({ ...cka, pairs: [] })).toEqual([])
  const drawn = { of: 'pairs', input: cka } as const
  const [first] = pairsFigures(cka)
  expect(drawFigureSource(JSON.parse(JSON.stringify(writeFigureSource(first, drawn)))).svg).toBe(first.svg)
})
