import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { openRandom } from '../statistics/random-values.ts'
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
    // Of two networks the line against 1/k goes through both points: its intercept is 2 E(2) − E(1).
    const [alone, together] = golden.widths.find(({ width }) => width === 64)!.ensembles
    const [infinity] = scalars
    expect(infinity.value).toBeCloseTo(2 * together.mean - alone.mean, 12)
    expect(infinity).toMatchObject({ low: null, high: null })
    expect(infinity.label).toBe('error_∞ (extrapolated from 1 to 2 networks of 64 neurons together)')
    expect(sentence).toContain('whose interval needs a third run')
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

  it('conclude nothing from one wide run', async () => {
    const few = runs.filter(({ width, seed }) => width < 64 || seed === 0)
    const { sentence, tests } = read((await reportSweep({ ...settings, runs: few, loadLogits })).findings, 'equal-neurons')
    expect(tests.at(-1)!.test).toContain('McNemar')
    expect(sentence).toMatch(/say nothing about others\. 3 wide ones and 24 narrow ones would tell/)
    expect(sentence).not.toMatch(/err less|errs less|difference can be told/)
  }) // prettier-ignore

  it('give the decay law their error_∞, and no exponent without the values of chunks', () => {
    const [{ decay, decayToEnsemble }] = series[0].widths.slice(-1)
    expect(decay).toBeNull()
    const [infinity] = read(findings, 'ensembles').scalars
    expect(decayToEnsemble!.asymptote.value).toBe(infinity.value)
    expect(decayToEnsemble).toMatchObject({ exponent: { value: null }, judgement: 'cannot tell' })
    expect(decayToEnsemble!.points.map(({ size }) => size)).toEqual([1, 2, 4, 8, 16, 32, 64])
  })

  it('give bias² and variance by width', () => {
    const { lines, scalars } = read(findings, 'bias-variance')
    expect(lines.map(({ id }) => id)).toEqual(['loss', 'bias', 'variance'])
    expect(lines[2].points[1].y).toBeCloseTo(golden.widths[1].loss!.crossEntropy.variance[0], 10)
    expect(scalars[1].label).toBe('bias², W = 64')
    expect(read(findings, 'bias-variance-squared').lines[0].points).toHaveLength(4)
  })
})

describe('exponents', async () => {
  const seeds = [0, 1, 2, 3]
  const all = [16, 32, 64, 128].flatMap((width) => seeds.map((seed) => makeRun({ width, seed, wStar: 7.8 * (1 + 0.01 * seed) }))) // prettier-ignore
  const rows = 4000
  const inputs = openRandom(1, 'inputs')
  const margins = Float64Array.from({ length: rows }, () => 1.5 + inputs.normal())
  const logits = async ({ width, seed }: RunAnalysis) => {
    const random = openRandom(seed, `run of ${width}`)
    const values = new Float32Array(2 * rows)
    margins.forEach((margin, n) => (values[2 * n + 1] = margin + (3 * random.normal()) / Math.sqrt(width)))
    return { rows, classes: 2, labels: new Int32Array(rows).fill(1), values }
  }
  /** Returns chunks whose mean error is 0.0668 + 0.4 · w^(−1/2) for every input. */
  const loadChunkValues = async (_: RunAnalysis, sizes: readonly number[]) =>
    sizes.map((size) => {
      const values = new Float32Array(rows).fill(0.0668 + 0.4 * size ** -0.5)
      return { error: values, crossEntropy: values }
    })
  const { series, findings, claims } = await reportSweep({ ...settings, runs: all, loadLogits: logits, loadChunkValues }) // prettier-ignore
  const claimOf = (id: string) => claims!.find((claim) => claim.id === id)!

  it('of chunks come from one judgement, with error_∞ inside its interval', () => {
    const law = series[0].widths.at(-1)!.decayToEnsemble!
    const { asymptote, exponent, verdict, judgement, points } = law
    // Networks without noise would err where the margin is below 0: Φ(−1.5) = 0.0668.
    expect(asymptote.low!).toBeLessThan(0.0668)
    expect(asymptote.high!).toBeGreaterThan(0.0668)
    expect(exponent.low!).toBeLessThan(0.5)
    expect(exponent.high!).toBeGreaterThan(0.5)
    expect(points.filter(({ used }) => used).map(({ size }) => size)).toEqual([16, 32, 64])
    expect(claimOf('decay-exponent')).toMatchObject({ verdict: judgement, reason: verdict })
  })
  it('of whole networks say what would tell', () => {
    const { scalars, sentence, verdict, lines, marks } = read(findings, 'network-decay')
    const [exponent, infinity] = scalars
    expect(infinity.value).toBe(series[0].widths.at(-1)!.decayToEnsemble!.asymptote.value)
    expect(exponent.low!).toBeLessThan(exponent.value!)
    expect(exponent.high!).toBeGreaterThan(exponent.value!)
    expect(sentence).toMatch(/from 3 sizes from 16 to 64/)
    expect(sentence).toMatch(/is known to ± .* with its limit, and ± .* \(a quarter\) is asked/)
    expect(claimOf('network-decay')).toMatchObject({ verdict, reason: sentence, ours: scalars })
    expect(lines[0].points.length).toBeGreaterThan(2)
    expect(marks[0].x).toBeCloseTo(7.92, 1)
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
  const after = (epoch: number, trainError: number, groups: number) =>
    wide.map((run) => {
      const own = groups + 0.01 * run.seed
      return { ...run, epoch, trainError, groups: own, wStar: 512 / own }
    })
  it('state the groups at a clear training error, at error 0 and at the end', async () => {
    // At epoch 8 the error is a few inputs: nothing is judged there.
    const epochs = [...after(1, 0.1, 1), ...after(5, 0.01, 1.2), ...after(8, 0.001, 4), ...after(20, 0, 6)]
    const report = await reportSweep({ ...settings, runs: wide, epochs })
    const { lines, marks, scalars, sentence } = read(report.findings, 'dynamics')
    expect(lines[0].points.map(({ x, n }) => [x, n])).toEqual([1, 5, 8, 20, 40].map((epoch) => [epoch, 3]))
    expect(marks).toEqual([{ label: 'interpolation, W = 512', x: 11, line: 'width-512' }])
    const [before, zero, end] = scalars
    expect(zero.value).toBeCloseTo(6.01, 4)
    expect(before.value).toBeCloseTo(1.21, 4)
    expect(end.value).toBeCloseTo(512 / 50, 12)
    // A number that stands in two findings has one interval.
    const others = read(report.findings, 'groups-by-training-error').scalars
    for (const [one, id] of [[before, 'before'], [zero, 'zero'], [end, 'end']] as const) // prettier-ignore
      expect(others.find((scalar) => scalar.id === `${id}-width-512`)).toMatchObject({ value: one.value, low: one.low, high: one.high }) // prettier-ignore
    expect(lines[0].points.at(-1)).toMatchObject({ y: end.value, low: end.low, high: end.high })
    expect(before.low).toBeGreaterThanOrEqual(1)
    expect(sentence).toMatch(
      /^Groups at training error ≥ 0.01, W = 512 \(epoch 5\): 1.2.*at error 0 .*at the end/,
    )
    expect(report.claims!.find(({ id }) => id === 'after-interpolation')!.verdict).toBe('agrees')
  })
  it('state groups that exist before interpolation', async () => {
    const report = await reportSweep({ ...settings, runs: wide, epochs: after(5, 0.02, 4) })
    expect(read(report.findings, 'groups-by-training-error').sentence).toMatch(
      /^W = 512: 4\.01 .*groups at training error ≥ 0\.01/,
    )
    expect(report.claims!.find(({ id }) => id === 'after-interpolation')!.verdict).toBe('does not agree')
  })
  it('say that nothing can be told if no run interpolates or all epochs are late', async () => {
    const never = wide.map((run) => ({ ...run, interpolationEpoch: null, groups: 1, wStar: 512 }))
    const early = await reportSweep({ ...settings, runs: never, epochs: [{ ...never[0], epoch: 3 }] })
    expect(read(early.findings, 'dynamics')).toMatchObject({ marks: [], scalars: [], sentence: expect.stringContaining('No run interpolates') }) // prettier-ignore
    const late = await reportSweep({ ...settings, runs: wide, epochs: after(20, 0, 6) })
    expect(read(late.findings, 'dynamics').sentence).toContain('cannot be told')
  })
})

test('runs whose weight decay waits for an interpolation that never comes are named', async () => {
  const control = 'decay-from-interpolation'
  const plans = [[0, 20], [1, null], [2, 40]] as const // prettier-ignore
  const runs = plans.map(([seed, interpolationEpoch]) =>
    makeRun({ width: 64, seed, change: { control, interpolationEpoch, epoch: 40 } }),
  )
  const { warnings } = await reportSweep({ ...settings, runs })
  const names = `${runs[1].name}, ${runs[2].name}`
  expect(warnings.filter((text) => text.includes('decay never began'))).toEqual([expect.stringContaining(`${names}: the weight decay never began`)]) // prettier-ignore
})

describe('controls', () => {
  it('of noisy labels are set beside the runs of their weight decay, though all are named alike', async () => {
    const wide = [0, 1, 2].map((seed) => makeRun({ width: 512, seed }))
    const noisy = wide.map((run) => ({ ...run, control: 'label-noise-0.2', interpolationEpoch: null, trainError: 0.2 })) // prettier-ignore
    const early = [...wide, ...noisy].map((run) => ({ ...run, epoch: 5, trainError: 0.25, groups: 1.1, wStar: 465 })) // prettier-ignore
    const report = await reportSweep({ ...settings, runs: [...wide, ...noisy], epochs: early })
    const { lines } = read(report.findings, 'groups-by-training-error')
    expect(lines.map(({ id, points }) => [id, points.map(({ x }) => x)])).toEqual([
      ['width-512', [0.25, 0]],
      ['label-noise-0.2-width-512', [0.25, 0.2]],
    ])
    const claim = report.claims!.find(({ id }) => id === 'after-interpolation')!
    expect(claim.verdict).toBe('does not agree')
    expect(claim.reason).toMatch(/^groups at training error ≥ 0.01, W = 512, 20 % of the labels wrong, never/)
    expect(read(report.findings, 'controls').lines.map(({ label }) => label)).toContain(
      '20 % of the labels wrong, weight decay 0.002',
    )
  })
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
    expect(scalars[2].value).toBeCloseTo(512 / Math.sqrt(480 * 481), 12)
    expect(sentence).toMatch(/groups at 512 neurons, untrained, weight decay 0.002: 1.06\d* \(95 % interval 1.0\d+ to 1.0\d+\)/) // prettier-ignore
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
