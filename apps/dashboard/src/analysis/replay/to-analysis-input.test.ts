import { analysisFigures, drawFigureSource, writeFigureSource } from '@mitoscope/figures'
import { expect, test } from 'vitest'
import { makeAnalysis, results } from '../testing/make-analysis.ts'
import { toAnalysisInput } from './to-analysis-input.ts'

test.each([
  ['chunk-error', 'curves'],
  ['reconstruction', 'curves'],
  ['residual-correlation', 'curves'],
  ['a measure of tomorrow', 'curves'],
  ['residual-pairs', 'matrix'],
  ['groups', 'partition'],
  ['decay-law', 'fit'],
] as const)('%s is drawn from what the API sends', (measure, shape) => {
  const input = toAnalysisInput(makeAnalysis(measure, results[shape]))!
  expect(input.width).toBe(8)
  expect(input.noiseFloor).toBeCloseTo(Math.sqrt(2 / (Math.PI * 10_000)), 12)
  const figures = analysisFigures(input)
  expect(figures).toHaveLength(1)
  expect(figures[0].svg).toMatch(/^<svg /)
})

test('single numbers have no figure', () => {
  expect(analysisFigures(toAnalysisInput(makeAnalysis('critical-width', results.scalars))!)).toEqual([])
})

test('nothing is drawn without a result', () => {
  expect(toAnalysisInput({ ...makeAnalysis('chunk-error', results.curves), result: null })).toBeNull()
})

test('the critical size stands beside it where it has the same draws', () => {
  const analysis = makeAnalysis('chunk-error', results.curves)
  expect(toAnalysisInput(analysis)!.measures.map(({ measure }) => measure)).toEqual([
    'chunk-error',
    'critical-width',
  ])
  expect(toAnalysisInput({ ...analysis, seed: 1 })!.measures).toHaveLength(1)
})

test('groups beyond those that were compared are left empty', () => {
  const [{ result }] = toAnalysisInput(makeAnalysis('groups', results.partition))!.measures
  expect(result).toMatchObject({
    between: [null, 0.15, null, 0.15, null, null, null, null, null],
  })
})

test('averages of cells show no significant pairs', () => {
  const coarse = { ...results.matrix, step: 2, downSampled: true }
  const [{ result }] = toAnalysisInput(makeAnalysis('residual-pairs', coarse))!.measures
  expect(result).toMatchObject({ pairs: [] })
})

test('the whole result is drawn where it was read', () => {
  const whole = { shape: 'curves', sizes: [1], curves: [], floors: [] } as const
  const [{ result }] = toAnalysisInput(makeAnalysis('chunk-error', results.curves), whole)!.measures
  expect(result).toBe(whole)
})

test.each([
  ['groups', { shape: 'partition', groups: results.partition.groups, between: [null, 0.1, null, 0.1, null, null, null, null, null], summary: [] }], // prettier-ignore
  ['residual-pairs', { ...results.matrix, shape: 'matrix', labels: [7, 2, 5] }],
] as const)('what is exported of the whole result of %s draws the same bytes again', (measure, whole) => {
  const shape = measure === 'groups' ? 'partition' : 'matrix'
  const input = toAnalysisInput(makeAnalysis(measure, results[shape]), whole)!
  const figure = analysisFigures(input).find(({ id }) => id === measure)!
  expect(figure.table.columns[0].values).toHaveLength(measure === 'groups' ? 1 : 3)
  const file = JSON.stringify(writeFigureSource(figure, { of: 'analysis', input }))
  expect(drawFigureSource(JSON.parse(file)).svg).toBe(figure.svg)
})
