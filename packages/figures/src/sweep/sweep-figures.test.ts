import { describe, expect, test } from 'vitest'
import type { SweepInput } from '../input/sweep-input.ts'
import { makeSweep } from '../testing/make-sweep.ts'
import { countMarks, readSvg } from '../testing/read-svg.ts'
import { sweepFigures } from './sweep-figures.ts'

const sweep = makeSweep()
const figures = sweepFigures(sweep)
const parsed = (id: string, from = figures) => readSvg(from.find((figure) => figure.id === id)!.svg)

test('a sweep has figures of its own, and figures of each weight decay', () => {
  const each = [
    'r2-by-width',
    'residual-correlation-by-width',
    'residual-correlation-all-pairs-by-width',
    'error-by-width',
  ]
  expect(figures.map(({ id }) => id)).toEqual([
    'groups-by-width',
    'critical-size-by-width',
    ...each.flatMap((id) => [`${id}-weight-decay-0.002`, `${id}-weight-decay-0`]),
    'excess-error-by-width-weight-decay-0.002',
    'excess-error-to-ensemble-weight-decay-0.002',
    'groups-map',
    'critical-size-map',
    'test-error-map',
    'train-error-map',
  ])
  const one = sweepFigures(makeSweep({ decays: [0.002] })).map(({ id }) => id)
  expect(one).toEqual([
    'groups-by-width',
    'critical-size-by-width',
    ...each,
    'excess-error-by-width',
    'excess-error-to-ensemble',
  ])
})

test('the same sweep gives the same bytes', () => {
  expect(sweepFigures(structuredClone(sweep))).toEqual(figures)
})

test.each(['groups-by-width', 'critical-size-by-width'])(
  '%s has a mark for each seed and each mean',
  (id) => {
    const document = parsed(id)
    expect(countMarks(document, 'seeds')).toBe(sweep.series.flatMap(({ runs }) => runs).length)
    expect(countMarks(document, 'means')).toBe(sweep.series.flatMap(({ widths }) => widths).length)
  },
)

test('the supported plateau is drawn with its critical width, the other is not', () => {
  const document = parsed('groups-by-width')
  expect(countMarks(document, 'law')).toBe(1)
  expect(countMarks(document, 'critical')).toBe(2)
  expect(countMarks(document, 'one-group')).toBe(1)
  expect(document.querySelector('.legend')!.textContent).toContain('critical width = 51 [43, 62]')
  expect(countMarks(parsed('critical-size-by-width'), 'diagonal')).toBe(1)
})

test('each width has a line without the whole layer', () => {
  const document = parsed('r2-by-width-weight-decay-0.002')
  expect(document.querySelectorAll('.panel .line')).toHaveLength(7)
  expect(countMarks(document, 'width-1024.means')).toBe(10)
  expect(countMarks(document, 'threshold')).toBe(1)
  expect(countMarks(document, 'floor')).toBe(7)
  expect(countMarks(parsed('residual-correlation-by-width-weight-decay-0'), 'floor')).toBe(1)
})

test('errors of runs and of chunks are on one axis', () => {
  const document = parsed('error-by-width-weight-decay-0.002')
  expect(countMarks(document, 'testError.seeds')).toBe(21)
  expect(countMarks(document, 'trainError.means')).toBe(7)
  expect(countMarks(document, 'chunks.means')).toBe(11)
})

test('the excess error of chunks and of whole networks is drawn with the law and its guide', () => {
  const document = parsed('excess-error-by-width-weight-decay-0.002')
  expect(countMarks(document, 'chunks.fitted')).toBe(5)
  expect(countMarks(document, 'chunks.below')).toBe(6)
  expect(countMarks(document, 'whole.means')).toBe(7)
  expect(countMarks(document, 'law')).toBe(1)
  expect(countMarks(document, 'guide')).toBe(1)
  expect(document.querySelector('.legend')!.textContent).toContain('fitted exponent 0.54 [0.47, 0.61]')
  expect(document.querySelector('.legend')!.textContent).toContain(
    'error_∞ = 0.0305 [0.0298, 0.0311], fitted',
  )
  expect(document.querySelector('svg > desc')!.textContent).toContain('slope −1/2')
})

test('the figure of excess over an ensemble names the ensemble', () => {
  const document = parsed('excess-error-to-ensemble-weight-decay-0.002')
  expect(countMarks(document, 'chunks.fitted')).toBe(5)
  expect(document.querySelector('.legend')!.textContent).toContain(
    'error_∞ = 0.0305 [0.0298, 0.0311], of the',
  )
  expect(document.querySelector('svg > desc')!.textContent).toContain(
    'above error_∞, the error of the summed logits of 20 networks of 1024 neurons: averaging',
  )
})

test('whole networks at or below the asymptote are left out', () => {
  const [first, ...rest] = sweep.series
  const widths = first.widths.map((width) => (width.width > 128 ? { ...width, testError: 0.03 } : width))
  const document = parsed(
    'excess-error-by-width-weight-decay-0.002',
    sweepFigures({ ...sweep, series: [{ ...first, widths }, ...rest] }),
  )
  expect(countMarks(document, 'whole.means')).toBe(4)
})

test('reports without the decay law and the correlation over all pairs have no figures of them', () => {
  const series = sweep.series.map((one) => ({
    ...one,
    widths: one.widths.map(({ decay: _, decayToEnsemble: __, ...width }) => width),
    runs: one.runs.map(({ residualCorrelationAllPairs: _, ...run }) => run),
  }))
  const ids = sweepFigures({ ...sweep, series }).map(({ id }) => id)
  expect(ids.filter((id) => /excess|all-pairs/.test(id))).toEqual([])
  expect(ids).toContain('residual-correlation-by-width-weight-decay-0')
})

test('maps over width × weight decay have a number in each cell', () => {
  const document = parsed('groups-map')
  const texts = [...document.querySelectorAll('.cell-values text')].map(({ textContent }) => textContent)
  const [strong, none] = sweep.series
  const shown = (value: number | null) => (value! < 10 ? value!.toFixed(1) : value!.toFixed(0))
  expect(texts).toEqual([...strong.widths, ...none.widths].map(({ groups }) => shown(groups)))
  expect(countMarks(parsed('test-error-map'), 'cell-values')).toBe(14)
  expect(countMarks(parsed('critical-size-map'), 'cell-values')).toBe(14)
  expect(countMarks(parsed('train-error-map'), 'cell-values')).toBe(14)
})

test('maps leave out undefined cells, and all numbers if they do not fit', () => {
  const [strong, none] = sweep.series
  const widths = strong.widths.map((width, i) => (i === 0 ? { ...width, groups: null } : width))
  const some = sweepFigures({ ...sweep, series: [{ ...strong, widths }, none] })
  expect(countMarks(parsed('groups-map', some), 'cell-values')).toBe(13)
  const many = Array.from({ length: 60 }, (_, i) => ({ ...strong.widths[0], width: 16 + i }))
  const crowded = sweepFigures({ ...sweep, series: [{ ...strong, widths: many }, none] })
  expect(countMarks(parsed('groups-map', crowded), 'cell-values')).toBe(0)
})

describe('sweeps with unusual values are drawn', () => {
  test.each([
    ['one seed', makeSweep({ seeds: 1 })],
    ['one width', makeSweep({ widths: [64], seeds: 1 })],
    ['the narrowest layer', makeSweep({ widths: [16], seeds: 1, decays: [0] })],
    ['many weight decays', makeSweep({ decays: [0, 1e-5, 5e-4, 2e-3, 1e-2, 0.1, 1, 2] })],
  ])('with %s', (_, input) => {
    const drawn = sweepFigures(input)
    expect(drawn.length).toBeGreaterThanOrEqual(2 + 2 * input.series.length)
    for (const { svg } of drawn) readSvg(svg)
  })

  test('a long legend leaves the plot its height', () => {
    const series = makeSweep({ decays: [1e-3, 2e-3, 4e-3, 8e-3] }).series
    const [figure] = sweepFigures({ ...sweep, series })
    expect(Number(readSvg(figure.svg).querySelector('svg')!.getAttribute('height'))).toBeGreaterThan(400)
  })

  test('without a series, or with an empty one', () => {
    expect(sweepFigures({ ...sweep, series: [] })).toEqual([])
    const empty = { weightDecay: 0.1, widths: [], runs: [], fit: null, sentence: '' }
    expect(sweepFigures({ ...sweep, series: [empty] })).toEqual([])
    const both = sweepFigures({ ...sweep, series: [...sweep.series, empty] })
    expect(both.map(({ id }) => id)).toEqual(figures.map(({ id }) => id))
    for (const { svg } of both) readSvg(svg)
  })

  test('with runs in which no chunk reaches τ', () => {
    const none = { wStar: null, low: null, high: null, groups: null, groupsCi95: null }
    const input: SweepInput = {
      ...sweep,
      series: sweep.series.map((series) => ({
        ...series,
        fit: null,
        runs: series.runs.map((run) => ({ ...run, ...none })),
        widths: series.widths.map((width) => ({ ...width, ...none })),
      })),
    }
    const ids = sweepFigures(input).map(({ id, svg }) => (readSvg(svg), id))
    expect(ids).toHaveLength(figures.length - 4)
  })

  test('with intervals that reach beyond the widths', () => {
    const series = sweep.series.map((one) => ({
      ...one,
      fit: { ...one.fit!, criticalWidth: { ...one.fit!.criticalWidth, low: 0, high: 1e9 } },
    }))
    const rect = parsed('groups-by-width', sweepFigures({ ...sweep, series })).querySelector(
      '.panel .critical.interval rect',
    )!
    expect(Number(rect.getAttribute('width'))).toBeLessThan(640)
  })

  test('with any characters in the title', () => {
    const title = '<script>alert(1)</script> & "quotes" \u0000 ' + 'long '.repeat(100)
    for (const { svg } of sweepFigures({ ...sweep, title })) {
      const document = readSvg(svg)
      expect(document.querySelectorAll('script')).toHaveLength(0)
      expect(document.querySelector('svg > desc')!.textContent).toContain(
        '<script>alert(1)</script> & "quotes"',
      )
    }
  })
})
