import { createUniform } from '@mitoscope/tensor/random'
import { describeExponent } from '../computations/describe-exponent.ts'
import { fitDecay } from '../computations/fit-decay.ts'
import type { Scalar } from '../shapes/scalar.ts'
import { percentileInterval } from '../statistics/interval.ts'
import { resample } from '../statistics/resample.ts'
import { meanOf } from '../statistics/summarize.ts'
import type { RunAnalysis, WidthDecay } from './sweep-report.ts'

const RESAMPLES = 300

type DecayRun = Pick<RunAnalysis, 'wStar' | 'sizes' | 'testErrorOfChunks'>

/**
 * Fits the decay law of the test error of chunks over the runs of one width: error = error_∞ + a · w^(−b) above their
 * mean w*, with a fitted or given error_∞ and with 95 % intervals over draws and seeds. Null if fewer than three chunk
 * sizes above w* have errors above error_∞.
 */
export function decayOfWidth(runs: readonly DecayRun[], given: Scalar | null = null): WidthDecay | null {
  const from = meanOf(runs.map(({ wStar }) => wStar))
  if (from === null) return null
  const [{ sizes }] = runs
  // Runs of one width have the same sizes, unless other sizes were requested for one of them.
  const alike = runs.filter((run) => run.sizes.join() === sizes.join())
  const tables = alike.map(({ testErrorOfChunks }) => testErrorOfChunks.draws)
  const settings = { from, asymptote: given?.value ?? null }
  const means = sizes.map((_, i) => meanOf(tables.map((rows) => meanOf(rows[i]))))
  if (means.includes(null)) return null
  const errors = means as number[]
  const fit = fitDecay(sizes, errors.map((mean) => [mean]), settings) // prettier-ignore
  if (!fit) return null
  const random = createUniform(4)
  // Both draws and seeds are resampled, as for the critical width.
  const fits = Array.from({ length: RESAMPLES }, () => {
    const picked = resample(tables.length, random).map((index) => {
      const rows = tables[index]
      const draws = resample(rows[0].length, random)
      return rows.map((row) => meanOf(row, draws))
    })
    return fitDecay(sizes, sizes.map((_, i) => [meanOf(picked.map((rows) => rows[i]))!]), settings) // prettier-ignore
  })
  const alone = tables.length === 1 && tables[0][0].length === 1
  const interval = (values: (number | null)[]) => (alone ? [null, null] : percentileInterval(values))
  const [low, high] = interval(fits.map((one) => one?.exponent ?? null))
  const [least, most] = interval(fits.map((one) => one?.asymptote ?? null))
  return {
    exponent: { id: 'exponent', label: 'exponent b', value: fit.exponent, low, high },
    asymptote: given
      ? { ...given, id: 'asymptote' }
      : {
          id: 'asymptote',
          label: 'error_∞, a fitted asymptote',
          value: fit.asymptote,
          low: least,
          high: most,
        },
    factor: fit.factor,
    from,
    points: sizes.map((size, i) => ({
      size,
      error: errors[i],
      excess: errors[i] - fit.asymptote,
      used: size >= from && errors[i] > fit.asymptote,
    })),
    verdict: describeExponent(fit.exponent, low, high),
  }
}
