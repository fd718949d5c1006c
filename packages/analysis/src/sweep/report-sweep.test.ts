import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SweepFinding } from './findings/finding.ts'
import { reportSweep } from './report-sweep.ts'
import type { RunAnalysis } from './sweep-report.ts'
import { makeRun } from './testing/make-run.ts'
import { parseEnsembles } from './testing/parse-ensembles.ts'

const place = new URL('../../../../tests/golden/ensembles.json', import.meta.url)
const { golden, logitsOf } = parseEnsembles(readFileSync(place, 'utf8'))

const settings = {
  title: 'test',
  threshold: 0.99,
  provenance: { backend: 'none', device: 'none', draws: 2, seed: 0 },
}
const seedsOf = (width: number) => golden.logits[width].map((_, seed) => seed)
const widths = [8, 16, 32, 64]
const runs = widths.flatMap((width) => seedsOf(width).map((seed) => makeRun({ width, seed, wStar: Math.min(width, 9), asymptote: golden.infinity.error }))) // prettier-ignore
const loadLogits = async ({ width, seed }: RunAnalysis) => logitsOf(width)[seed]
const read = (findings: readonly SweepFinding[] | undefined, id: string) =>
  findings!.find((finding) => finding.id === id)!

describe('ensembles of a sweep', async () => {
  const report = await reportSweep({ ...settings, runs, loadLogits })
  const { findings, series } = report

  it('have the errors and error_∞ of float64 truth', () => {
    const { lines, scalars, sentence } = read(findings, 'ensembles')
    expect(lines.map(({ id }) => id)).toEqual(['width-8', 'width-16', 'width-32', 'width-64'])
    const truth = golden.widths.find(({ width }) => width === 16)!.ensembles
    expect(lines[1].points).toHaveLength(4)
    lines[1].points.forEach(({ x, y, low, n }, i) => {
      expect([x, n]).toEqual([i + 1, truth[i].subsets])
      expect(y).toBeCloseTo(truth[i].mean, 12)
      if (truth[i].std === null) expect(low).toBeNull()
      else expect(low).toBeCloseTo(truth[i].mean - truth[i].std, 12)
    })
    const [infinity] = scalars
    expect(infinity.value).toBeCloseTo(golden.infinity.error, 12)
    expect(infinity.low).toBeCloseTo(golden.infinity.interval[0], 9)
    expect(infinity.high).toBeCloseTo(golden.infinity.interval[1], 9)
    expect(infinity.label).toBe('error_∞, of the summed logits of 2 networks of 64 neurons')
    expect(sentence).toContain('That is error_∞')
  })

  it('are tested against wide runs of as many neurons, and of the width of the group', () => {
    const { tests, sentence, lines } = read(findings, 'equal-neurons')
    expect(tests).toHaveLength(golden.tests.length)
    for (const { wide, narrow, count, value, low, high, p, ...truth } of golden.tests) {
      const label = `${count} networks of ${narrow} neurons against one of ${wide}`
      const found = tests.find((test) => test.label === label)!
      expect(found).toMatchObject(truth)
      expect(found.difference.value).toBeCloseTo(value, 12)
      expect(found.difference.low).toBeCloseTo(low, 9)
      expect(found.difference.high).toBeCloseTo(high, 9)
      expect(Math.abs(found.p! / p - 1)).toBeLessThan(1e-6)
    }
    // w* of the widest layer is 9; the nearest width is 8, and 8 such networks have as many neurons.
    expect(sentence).toMatch(
      /^One network of 64 neurons errs .*, 8 networks of 8 neurons \(the width nearest its/,
    )
    expect(lines[0].points.map(({ x, n }) => [x, n])).toEqual([[8, 9], [16, 4], [32, 3], [64, 2]]) // prettier-ignore
    expect(lines[1].points.at(-1)!.x).toBe(72)
  })

  it('give the decay law their error_∞, beside the fitted one', () => {
    const [{ decay, decayToEnsemble }] = series[0].widths.slice(-1)
    expect(decay!.asymptote.label).toContain('fitted')
    expect(decayToEnsemble!.asymptote).toMatchObject({ value: golden.infinity.error })
    expect(decayToEnsemble!.asymptote.label).toContain('summed logits of 2 networks')
    for (const { used, excess } of decayToEnsemble!.points) if (used) expect(excess).toBeGreaterThan(0)
  })

  it('give the excess error of whole networks over width its exponent', () => {
    const { lines, scalars, sentence, marks } = read(findings, 'network-decay')
    const [excess, fit, guide] = lines.map(({ points }) => points)
    // Errors are error_∞ + 0.4 W^(−1/2), the same for all seeds.
    expect(excess.map(({ x }) => x)).toEqual(widths)
    for (const { x, y } of excess) expect(y).toBeCloseTo(0.4 * x ** -0.5, 12)
    expect(marks[0].x).toBe(9)
    expect(fit.map(({ x }) => x)).toEqual([16, 32, 64])
    for (const [i, { y }] of guide.entries()) expect(y).toBeCloseTo(fit[i].y, 12)
    expect(scalars[0]).toMatchObject({ id: 'exponent' })
    for (const end of ['value', 'low', 'high'] as const) expect(scalars[0][end]).toBeCloseTo(0.5, 9)
    expect(scalars[1].value).toBeCloseTo(golden.infinity.error, 12)
    expect(sentence).toMatch(/W\^−0.50 \(95 % interval 0.50 to 0.50\)/)
    const claim = report.claims!.find(({ id }) => id === 'network-decay')!
    expect(claim.verdict).toBe('agrees')
    expect(claim.reason).toContain('summed logits of 2 networks of 64 neurons')
  })

  it('give bias² and variance by width', () => {
    const { lines, scalars } = read(findings, 'bias-variance')
    expect(lines.map(({ id }) => id)).toEqual(['loss', 'bias', 'variance'])
    expect(lines[2].points[1].y).toBeCloseTo(golden.widths[1].loss!.crossEntropy.variance[0], 10)
    expect(scalars[1].label).toBe('bias², W = 64')
    expect(read(findings, 'bias-variance-squared').lines[0].points).toHaveLength(4)
  })
})

describe('chunks against networks', () => {
  it('have the gap with Welch’s interval', async () => {
    const report = await reportSweep({ ...settings, runs })
    const { lines, sentence } = read(report.findings, 'chunks-against-networks')
    const [{ points }] = lines
    expect(points.map(({ x }) => x)).toEqual([8, 16, 32])
    // Chunks follow the same law as networks, except for a factor per seed.
    points.forEach(({ y }) => expect(Math.abs(y)).toBeLessThan(1e-3))
    expect(points.every(({ low, high, y }) => low! <= y && y <= high!)).toBe(true)
    expect(sentence).toMatch(/^Gap at 16 neurons: .*(No difference|better)/)
    expect(report.findings!.map(({ id }) => id)).toEqual(['chunks-against-networks'])
  })
  it('have no interval if there is a single network', async () => {
    const one = widths.map((width) => makeRun({ width, wStar: Math.min(width, 9) }))
    const report = await reportSweep({ ...settings, runs: one })
    const { lines, sentence } = read(report.findings, 'chunks-against-networks')
    expect(lines[0].points.every(({ low, high }) => low === null && high === null)).toBe(true)
    expect(sentence).toContain('Two seeds')
  })
})

describe('dynamics', () => {
  const wide = [0, 1, 2].map((seed) => makeRun({ width: 512, seed }))
  const after = (epoch: number, groups: number) =>
    wide.map((run) => ({ ...run, epoch, groups: groups + 0.01 * run.seed, wStar: 512 / groups }))
  it('state the groups before interpolation and at the end', async () => {
    const epochs = [...after(1, 1), ...after(5, 1.2), ...after(20, 6)]
    const report = await reportSweep({ ...settings, runs: wide, epochs })
    const { lines, marks, scalars, sentence } = read(report.findings, 'dynamics')
    expect(lines[0].points.map(({ x, n }) => [x, n])).toEqual([1, 5, 20, 40].map((epoch) => [epoch, 3]))
    expect(marks).toEqual([{ label: 'interpolation, W = 512', x: 11, line: 'width-512' }])
    const [before, end] = scalars
    expect(before.value).toBeCloseTo(1.21, 12)
    expect(before.high! - before.value!).toBeCloseTo((4.302653 * 0.01) / Math.sqrt(3), 6)
    expect(end.value).toBeCloseTo(512 / 50, 12)
    expect(sentence).toMatch(/^The layer splits into groups after interpolation/)
    expect(report.claims!.find(({ id }) => id === 'after-interpolation')!.verdict).toBe('agrees')
  })
  it('state groups that exist before interpolation', async () => {
    const report = await reportSweep({ ...settings, runs: wide, epochs: after(5, 4) })
    expect(read(report.findings, 'dynamics').sentence).toMatch(/^Groups are there before interpolation: 33 %/)
    expect(report.claims!.find(({ id }) => id === 'after-interpolation')!.verdict).toBe('does not agree')
  })
  it('say that nothing can be told if no run interpolates or all epochs are late', async () => {
    const never = wide.map((run) => ({ ...run, interpolationEpoch: null, groups: 1, wStar: 512 }))
    const early = await reportSweep({ ...settings, runs: never, epochs: [{ ...never[0], epoch: 3 }] })
    expect(read(early.findings, 'dynamics')).toMatchObject({ marks: [], scalars: [], sentence: expect.stringContaining('No run interpolates') }) // prettier-ignore
    const late = await reportSweep({ ...settings, runs: wide, epochs: after(20, 6) })
    expect(read(late.findings, 'dynamics').sentence).toContain('cannot be told')
  })
})

describe('controls', () => {
  const control = (kind: string) =>
    [0, 1].map((seed) => makeRun({ width: 512, seed, wStar: 480 + seed, change: { control: kind } }))
  const trained = [64, 512].flatMap((width) => [0, 1].map((seed) => makeRun({ width, seed })))
  it('are listed beside the trained runs, and not among them', async () => {
    const all = [...trained, ...control('untrained'), ...control('shuffled-labels')]
    const report = await reportSweep({ ...settings, runs: all })
    expect(report.series[0].runs).toHaveLength(4)
    const { lines, scalars, sentence } = read(report.findings, 'controls')
    expect(lines.map(({ id, points }) => [id, points.length])).toEqual([
      ['none-weight-decay-0.002', 2],
      ['shuffled-labels-weight-decay-0.002', 1],
      ['untrained-weight-decay-0.002', 1],
    ])
    expect(scalars[2].value).toBeCloseTo((512 / 480 + 512 / 481) / 2, 12)
    expect(sentence).toContain(
      'groups at 512 neurons, untrained, weight decay 0.002: 1.066 (95 % interval 1.051 to 1.080)',
    )
  })
  it('are a sweep of their own if there are no trained runs', async () => {
    const report = await reportSweep({ ...settings, runs: control('gaussian-inputs') })
    expect(report.series[0].runs).toHaveLength(2)
    expect(report.findings!.some(({ id }) => id === 'controls')).toBe(false)
  })
})

describe('a report of unusual runs', () => {
  it('accepts one run without logits', async () => {
    const report = await reportSweep({
      ...settings,
      runs: [makeRun({ width: 8 })],
      loadLogits: async () => null,
    })
    expect(report.findings).toEqual([])
    expect(report.warnings.join()).toContain('w8-s0-wd0.002: without readout, labels or finite logits')
    expect(report.claims!.every(({ verdict }) => verdict !== 'agrees')).toBe(true)
  })
  it('leaves out the logits of runs with other test inputs than the first', async () => {
    const other = async (run: RunAnalysis) => {
      const logits = await loadLogits(run)
      return run.width === 16 && run.seed === 1 ? { ...logits, labels: logits.labels.map((l) => 3 - l) } : logits // prettier-ignore
    }
    const report = await reportSweep({ ...settings, runs, loadLogits: other })
    expect(report.warnings).toEqual([
      'w16-s1-wd0.002: judges other test inputs than the first run; left out of ensembles.',
    ])
    expect(read(report.findings, 'ensembles').lines[1].points).toHaveLength(3)
  })
  it('accepts runs without crossing, runs of unknown errors, and an empty sweep', async () => {
    const lost = runs.map((run) => ({ ...run, wStar: null, low: null, high: null, groups: null, testError: null as unknown as number })) // prettier-ignore
    const report = await reportSweep({ ...settings, runs: lost, loadLogits, epochs: lost.map((run) => ({ ...run, epoch: 1 })) }) // prettier-ignore
    expect(report.findings!.map(({ id }) => id)).toEqual([
      'ensembles',
      'equal-neurons',
      'bias-variance',
      'bias-variance-squared',
    ])
    const none = await reportSweep({ ...settings, runs: [], loadLogits })
    expect(none).toMatchObject({ series: [], findings: [], warnings: [] })
    expect(none.claims!.every(({ verdict }) => verdict === 'cannot tell')).toBe(true)
  })
  it('counts and names runs that diverged', async () => {
    const diverged = [{ name: 'w16-s9-wd0.002', width: 16, seed: 9, weightDecay: 0.002 }]
    const report = await reportSweep({ ...settings, runs, diverged })
    expect(report.series[0].widths.map((width) => width.diverged)).toEqual([0, 1, 0, 0])
    expect(report.warnings).toContain(
      'w16-s9-wd0.002: diverged (a loss ended not finite); the run is left out of every mean.',
    )
  })
  it('stops when its signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(reportSweep({ ...settings, runs, loadLogits, signal })).rejects.toThrow('enough')
  })
})

it('lists each warning once, with the runs that it is about', async () => {
  const warnings = [{ code: 'DEAD_NEURONS', message: '3 of 8 neurons do not vary.' }]
  const told = [0, 1].map((seed) => makeRun({ width: 8, seed, change: { warnings } }))
  const report = await reportSweep({ ...settings, runs: [...told, makeRun({ width: 16 })] })
  expect(report.warnings).toContain('w8-s0-wd0.002, w8-s1-wd0.002: 3 of 8 neurons do not vary.')
})
