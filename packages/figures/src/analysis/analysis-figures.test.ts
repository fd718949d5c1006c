import { describe, expect, test } from 'vitest'
import type { AnalysisInput, CurvesInput, MeasureInput } from '../input/analysis-input.ts'
import { makeAnalysis } from '../testing/make-analysis.ts'
import { makeCurve } from '../testing/make-curve.ts'
import { countMarks, readSvg } from '../testing/read-svg.ts'
import { analysisFigures } from './analysis-figures.ts'

const analysis = makeAnalysis()
const figures = analysisFigures(analysis)
const parsed = (id: string) => readSvg(figures.find((figure) => figure.id === id)!.svg)
const resultOf = (id: string) => analysis.measures.find(({ measure }) => measure === id)!.result
const withCurves = (change: (curves: CurvesInput) => CurvesInput): AnalysisInput => ({
  ...analysis,
  measures: analysis.measures.map((measure) =>
    measure.result.shape === 'curves' ? { ...measure, result: change(measure.result) } : measure,
  ),
})

test('every measure with something to draw has one figure', () => {
  const drawn = analysis.measures.map(({ measure }) => measure).filter((id) => id !== 'critical-width')
  expect(figures.map(({ id }) => id)).toEqual(drawn)
})

test.each(figures)('$id is a standalone document', ({ svg, title }) => {
  const document = readSvg(svg)
  expect(svg).toMatch(/^<svg /)
  for (const part of [
    'xmlns="http://www.w3.org/2000/svg"',
    'width="640"',
    'viewBox="0 0 640 4',
    'system-ui',
  ]) {
    expect(svg.slice(0, svg.indexOf('>'))).toContain(part)
  }
  expect(document.querySelector('svg > title')!.textContent).toBe(title)
  expect(document.querySelector('svg > desc')!.textContent.length).toBeGreaterThan(50)
  expect(document.querySelector('svg > rect')!.getAttribute('fill')).toBe('white')
})

test('the same analysis gives the same bytes', () => {
  expect(analysisFigures(structuredClone(analysis))).toEqual(figures)
  expect(analysisFigures(makeAnalysis())).toEqual(figures)
})

describe('every value is a mark', () => {
  test.each([
    ['chunk-error', 'testError'],
    ['chunk-error', 'trainError'],
    ['reconstruction', 'r2'],
    ['reconstruction', 'heldOutR2'],
    ['residual-correlation', 'residualCorrelationOutsideChunk'],
    ['residual-correlation', 'residualCorrelationAllPairs'],
    ['chunk-to-chunk', 'chunkToChunkR2'],
    ['chunk-to-chunk', 'chunkToChunkCorrelation'],
  ])('%s: %s', (id, curveId) => {
    const curve = (resultOf(id) as CurvesInput).curves.find((candidate) => candidate.id === curveId)!
    const document = parsed(id)
    const defined = (values: readonly (number | null)[]) => values.filter((value) => value !== null).length
    expect(countMarks(document, `${curveId}.draws`)).toBe(defined(curve.draws.flat()))
    expect(countMarks(document, `${curveId}.means`)).toBe(defined(curve.mean))
    expect(countMarks(document, `${curveId}.interval`)).toBe(1)
  })

  test('decay law', () => {
    const result = resultOf('decay-law')
    if (result.shape !== 'fit') throw new Error('not a fit')
    const document = parsed('decay-law')
    expect(countMarks(document, 'points')).toBe(result.points.length)
    expect(countMarks(document, 'law')).toBe(1)
    expect(countMarks(document, 'guide')).toBe(1)
    expect(document.querySelector('svg')!.textContent).toContain('compatible with the exponent 1/2')
  })

  test('heat maps', () => {
    const cells = (id: string) =>
      [...figures.find((figure) => figure.id === id)!.svg.matchAll(/M[\d.]+ [\d.]+H/g)].length
    expect(cells('groups')).toBe(18 * 17)
    const below = (96 * 95) / 2
    const result = resultOf('residual-pairs')
    if (result.shape !== 'matrix') throw new Error('not a matrix')
    const shown = new Set(result.labels.slice(0, 96))
    const above = result.pairs.filter(({ a, b }) => shown.has(a) && shown.has(b)).length
    expect(cells('residual-pairs')).toBe(below + above)
  })
})

test('the threshold and w* are marked', () => {
  const document = parsed('reconstruction')
  expect(countMarks(document, 'threshold')).toBe(1)
  expect(countMarks(document, 'critical')).toBe(2)
  expect(document.querySelector('.legend')!.textContent).toContain('w* = 56.0 [54.2, 58.1]')
})

describe('analyses with unusual values are drawn', () => {
  const check = (input: AnalysisInput) =>
    analysisFigures(input).map(({ id, svg }) => [id, readSvg(svg)] as const)

  test('with one draw, or with one size', () => {
    expect(check(makeAnalysis({ draws: 1 }))).toHaveLength(figures.length)
    check(makeAnalysis({ sizes: [1024], draws: 1 }))
    check(makeAnalysis({ sizes: [64] }))
  })

  test('with errors that are all zero', () => {
    const zero = withCurves((curves) => ({
      ...curves,
      curves: curves.curves.map(({ id, label, draws }) => makeCurve(id, label, draws.map((row) => row.map(() => 0)))), // prettier-ignore
    }))
    expect(check(zero)).toHaveLength(figures.length)
  })

  test('with undefined values', () => {
    const holes = withCurves((curves) => ({
      ...curves,
      curves: curves.curves.map(
        ({ id, label, draws }) =>
        makeCurve(id, label, draws.map((row, i) => row.map((value) => (i % 2 ? value : null)))), // prettier-ignore
      ),
    }))
    expect(check(holes)).toHaveLength(figures.length)
    const nothing = withCurves((curves) => ({
      ...curves,
      curves: curves.curves.map(({ id, label, draws }) => makeCurve(id, label, draws.map((row) => row.map(() => null)))), // prettier-ignore
    }))
    expect(check(nothing).map(([id]) => id)).toEqual(['decay-law', 'groups', 'residual-pairs'])
  })

  test('with R² far below zero', () => {
    const bad = withCurves((curves) => ({
      ...curves,
      curves: curves.curves.map(
        (curve) =>
        curve.id === 'heldOutR2' ? makeCurve(curve.id, curve.label, curve.draws.map((row) => row.map(() => -1e5))) : curve, // prettier-ignore
      ),
    }))
    expect(check(bad)).toHaveLength(figures.length)
  })

  test('without any measure, or with curves of no size', () => {
    expect(analysisFigures({ ...analysis, measures: [] })).toEqual([])
    expect(
      analysisFigures(withCurves((curves) => ({ ...curves, sizes: [], curves: [], floors: [] }))),
    ).toHaveLength(3)
  })

  test('with a fit without parameters, a single group, a matrix of one neuron', () => {
    const change = ({ result, ...rest }: MeasureInput): MeasureInput => {
      if (result.shape === 'fit') {
        const parameters = result.parameters.map((one) => ({ ...one, value: null, low: null, high: null }))
        return { ...rest, result: { ...result, parameters, line: [], points: result.points.slice(0, 2) } }
      }
      if (result.shape === 'partition')
        return { ...rest, result: { ...result, groups: [{ neurons: [0] }], between: [null] } }
      if (result.shape === 'matrix')
        return { ...rest, result: { ...result, labels: [3], values: [1], pairs: [] } }
      return { ...rest, result }
    }
    const ids = check({ ...analysis, measures: analysis.measures.map(change) }).map(([id]) => id)
    expect(ids).toContain('decay-law')
    expect(ids).not.toContain('groups')
    expect(ids).not.toContain('residual-pairs')
  })

  test.each(['matrix', 'partition', 'fit'] as const)('with an unknown measure of the shape %s', (shape) => {
    const known = analysis.measures.find(({ result }) => result.shape === shape)!
    const measure: MeasureInput = { ...known, measure: 'gain', title: 'Gain of tomorrow' }
    const [[id, document]] = check({ ...analysis, measures: [measure] })
    expect(id).toBe('gain')
    expect(document.querySelector('svg > title')!.textContent).toBe('Gain of tomorrow')
    const marks = {
      matrix: 'g[aria-label=cells] path',
      partition: 'g[aria-label=cells] path',
      fit: '.points',
    }[shape]
    expect(document.querySelectorAll(`svg ${marks}`).length).toBeGreaterThan(0)
  })

  test('with a fit of negative values, and a matrix in which no pair was tested', () => {
    const fit: MeasureInput['result'] = {
      shape: 'fit',
      parameters: [],
      points: [{ x: 1, y: -2, used: true }, { x: 2, y: 3, used: true }, { x: 4, y: 1, used: false }],
      line: [{ x: 1, y: -2 }, { x: 2, y: 3 }],
      verdict: 'It rises.',
    } // prettier-ignore
    const matrix: MeasureInput['result'] = { shape: 'matrix', labels: ['a', 'b'], values: [1, 2, 3, 4], pairs: [], summary: [] } // prettier-ignore
    const of = (id: string, result: MeasureInput['result']): MeasureInput => ({ measure: id, title: id, options: {}, result, provenance: { draws: 1 } }) // prettier-ignore
    const drawn = check({ ...analysis, measures: [of('line', fit), of('square', matrix)] })
    expect(countMarks(drawn[0][1], 'points')).toBe(3)
    expect(countMarks(drawn[0][1], 'law')).toBe(1)
    const values = drawn[1][1].querySelector('.cell-values')!
    expect([...values.children].map(({ textContent }) => textContent)).toEqual(['1', '2', '3', '4'])
  })

  test('with an unknown measure as plain curves, negative values on a linear axis', () => {
    const curve = makeCurve('gain', 'gain <b>', [[-1, -2], [3, 4]]) // prettier-ignore
    const measure: MeasureInput = {
      measure: 'gain',
      title: 'Gain & "loss" <of> chunks',
      options: {},
      result: { shape: 'curves', sizes: [8, 16], curves: [curve], floors: [] },
      provenance: { draws: 2 },
    }
    const [[, document], [id]] = check({ ...analysis, measures: [measure, measure] })
    expect(document.querySelector('svg > title')!.textContent).toBe('Gain & "loss" <of> chunks')
    expect(countMarks(document, 'gain.means')).toBe(2)
    expect(id).toBe('gain-2')
  })
})
