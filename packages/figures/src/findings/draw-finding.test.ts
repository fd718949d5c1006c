import { expect, test } from 'vitest'
import { sweepFigures } from '../sweep/sweep-figures.ts'
import { makeFindings } from '../testing/make-findings.ts'
import { makeSweep } from '../testing/make-sweep.ts'
import { countMarks, readSvg } from '../testing/read-svg.ts'

const findings = makeFindings()
const sweep = { ...makeSweep({ widths: [64, 256, 1024], seeds: 2, decays: [0.002] }), findings }
const figures = sweepFigures(sweep)
const figure = (id: string) => figures.find((each) => each.id === id)!

test('each finding is a figure after those of the sweep, with its weight decay in the id if there are several', () => {
  expect(figures.map(({ id }) => id).slice(-3)).toEqual(findings.map(({ id }) => id))
  const two = sweepFigures({ ...makeSweep({ widths: [64], seeds: 1 }), findings })
  expect(two.at(-1)!.id).toBe('dynamics-weight-decay-0.002')
  const over = { ...findings[0], id: 'controls', weightDecay: null }
  expect(sweepFigures({ ...makeSweep({ widths: [64], seeds: 1 }), findings: [over] }).at(-1)!.id).toBe(
    'controls',
  )
})

test('lines of a finding have their intervals, and the description says what the bars are', () => {
  const document = readSvg(figure('ensembles').svg)
  expect(countMarks(document, 'means')).toBe(9)
  expect(countMarks(document, 'interval')).toBe(6)
  expect(document.querySelector('svg > desc')!.textContent).toContain(
    'err less together. Bars: 95 % interval over seeds.',
  )
})

test('differences are drawn on both sides of zero', () => {
  const document = readSvg(figure('chunks-against-networks').svg)
  expect(countMarks(document, 'zero')).toBe(1)
  expect(countMarks(document, 'gap.means')).toBe(2)
  expect(countMarks(document, 'mark')).toBe(1)
})

test('epochs begin at 0, and interpolation is marked for each width', () => {
  const document = readSvg(figure('dynamics').svg)
  expect(countMarks(document, 'width-1024.means')).toBe(7)
  expect(countMarks(document, 'mark')).toBe(3)
  expect(document.querySelector('.legend')!.textContent).toContain('interpolation, in the colour of its line')
})

test('places at 0 have one of their own on a logarithmic axis, and lines keep the order of their points', () => {
  const points = [0.2, 0.02, 0.03, 0, 0].map((x, i) => ({ x, y: 1 + i, low: null, high: null, n: 3 }))
  const finding = { ...findings[0], lines: [{ id: 'width-64', label: 'W = 64', points }], marks: [] }
  const log = { ...finding, x: { label: 'training error', scale: 'log' as const } }
  const [{ svg }] = sweepFigures({ ...sweep, series: [], findings: [log] })
  const document = readSvg(svg)
  expect(countMarks(document, 'width-64.means')).toBe(5)
  const path = document.querySelector('.width-64.line path')!.getAttribute('d')!
  const xs = path.split(/[ML]/).slice(1).map((pair) => Number(pair.split(',')[0])) // prettier-ignore
  expect(xs[0]).toBeGreaterThan(xs[2])
  expect(xs[2]).toBeGreaterThan(xs[1])
  expect(xs[1]).toBeGreaterThan(xs[3])
  expect(xs[4]).toBe(xs[3])
})

test('the table of a finding has every point and test', () => {
  const { columns } = figure('ensembles').table
  const column = (name: string) => columns.find((each) => each.name === name)!.values
  expect(columns.map(({ name }) => name)).toEqual(['weight_decay', 'of', 'x', 'y', 'low', 'high', 'n', 'p', 'test']) // prettier-ignore
  expect(column('p')).toEqual([...Array(9).fill(null), 0.21])
  expect(column('y').at(-1)).toBe(-0.002)
  expect(column('of').at(-1)).toBe('difference: 4 networks of 64 neurons against one of 256')
})

test.each([
  ['no line', { ...findings[0], lines: [] }, 0],
  ['lines without points', { ...findings[0], lines: [{ id: 'a', label: 'a', points: [] }] }, 0],
  ['one point at 0', { ...findings[2], lines: [{ id: 'a', label: 'a', points: [{ x: 0, y: 0, low: null, high: null, n: 1 }] }], marks: [] }, 1],
  ['values below 0 on a logarithmic axis', { ...findings[0], lines: [{ id: 'bias', label: 'bias²', points: [{ x: 1, y: -0.01, low: -0.02, high: 0.01, n: 3 }, { x: 2, y: 0.1, low: -0.1, high: 0.3, n: 3 }] }] }, 1],
  ['equal values', { ...findings[1], lines: [{ id: 'a', label: 'a', points: [1, 2].map((x) => ({ x, y: 0, low: 0, high: 0, n: 2 })) }], marks: [] }, 1],
])('a finding with %s is drawn, or left out if there is nothing to draw', (_, finding, count) => {
  const drawn = sweepFigures({ ...sweep, series: [], findings: [finding] })
  expect(drawn).toHaveLength(count)
  for (const { svg } of drawn) readSvg(svg)
}) // prettier-ignore
