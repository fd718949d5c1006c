import { reportSweep, type Curve, type RunAnalysis } from '@mitoscope/analysis'
import { expect, it } from 'vitest'
import { findPaperFigure } from './paper-figures.ts'
import { setBeside } from './set-beside.ts'

const sizes = [16, 32, 64, 128, 256, 512]
const curve = (id: string, mean: number[], ci95: number | null = 0.0001): Curve =>
  ({ id, label: id, mean, ci95: mean.map(() => ci95), n: mean.map(() => 2), draws: mean.map((value) => [value, value]) }) as unknown as Curve // prettier-ignore
const r2 = [0.54, 0.88, 0.99, 0.997, 0.999, 1]
const run: RunAnalysis = {
  name: 'w0512-s0',
  width: 512,
  seed: 0,
  weightDecay: 5e-4,
  testError: 0.035,
  trainError: 0,
  interpolationEpoch: 180,
  wStar: 62,
  low: 60,
  high: 64,
  groups: 512 / 62,
  sizes,
  r2: curve('r2', r2),
  residualCorrelation: curve('out', [0.06, 0.05, 0.03, 0.02, 0.01, 0]),
  residualCorrelationAllPairs: curve('all', [0.061, 0.0518, 0.0209, 0.0105, 0.02, 0.0004]),
  noiseFloor: 0.008,
  testErrorOfChunks: curve('test', [0.3665, 0.1294, 0.0496, 0.04, 0.0373, 0.0353]),
  crossing: { sizes, r2: r2.map((value) => [value, value]) },
}
const report = (runs: readonly RunAnalysis[]) =>
  reportSweep({ title: 't', threshold: 0.99, provenance: { backend: '-', device: '-', draws: 2, seed: 0 }, runs }) // prettier-ignore

it('sets each number beside the runs of its width', async () => {
  const figure = findPaperFigure('fig3b')!
  const { numbers, claims } = setBeside(figure, await report([run]), { isOfPaper: true })
  expect(numbers.map(({ ours }) => ours?.value)).toEqual(r2)
  expect(numbers.every(({ verdict }) => verdict === 'agrees')).toBe(true)
  expect(claims.map(({ id }) => id)).toEqual(['linear-growth', 'group-carries-layer'])
})

it('says what does not agree, and what is missing', async () => {
  const about = await report([run])
  const correlations = setBeside(findPaperFigure('fig3c')!, about, { isOfPaper: true }).numbers
  expect(correlations.map(({ verdict }) => verdict === 'agrees')).toEqual([true, true, true, true, false, true]) // prettier-ignore
  expect(correlations[4]).toMatchObject({ verdict: 'does not agree', value: 0.0036 })
  const trained = setBeside(findPaperFigure('fig3a')!, about, { isOfPaper: true }).numbers
  expect(trained[0]).toMatchObject({ ours: null, verdict: 'cannot tell' })
})

it('takes the mean over seeds, and error_∞ from elsewhere', async () => {
  const other = { ...run, seed: 1, name: 'other', r2: curve('r2', r2.map((value) => value - 0.002)) } // prettier-ignore
  const about = await report([run, other])
  const { numbers } = setBeside(findPaperFigure('fig3b')!, about, { isOfPaper: true })
  expect(numbers[0].ours?.value).toBeCloseTo(0.539, 9)
  expect(numbers[0].ours!.high! - numbers[0].ours!.low!).toBeGreaterThan(0.01)
  const excess = setBeside(findPaperFigure('fig2a')!, about, { isOfPaper: true, errorInfinity: 0.03 })
  expect(excess.numbers[0].ours?.value).toBeCloseTo(0.3365, 9)
  expect(excess.numbers.every(({ verdict }) => verdict === 'agrees')).toBe(true)
})

it('does not set numbers of other networks against the paper’s', async () => {
  const { numbers } = setBeside(findPaperFigure('fig3b')!, await report([run]), { isOfPaper: false })
  expect(new Set(numbers.map(({ verdict }) => verdict))).toEqual(new Set(['cannot tell']))
  expect(numbers[0].reason).toContain('Wide-ResNet28-8')
})
