import { formatCount } from '../../format/format-number.ts'
import type { Scalar } from '../../shapes/scalar.ts'
import { normalQuantile, tQuantile } from '../../statistics/intervals.ts'
import type { Verdict } from '../sweep-report.ts'
import { sayNumber, sayScalar } from '../findings/say.ts'
import type { CrossedMeans } from './crossed-values.ts'
import { fitExponent, type ExponentFit } from './fit-exponent.ts'

/** Exponents that an interval has to leave out to agree with 1/2: its neighbours of half and twice the size. */
const TOLD = [0.25, 1] as const
/** Largest share of the smallest excess by which it may be uncertain. */
const SHARE = 0.25
/** The 0.8 quantile of the standard normal distribution, for a power of 80 %. */
const POWER_QUANTILE = 0.8416

/** Exponent of a decay, with the one verdict on it that every sentence and claim takes. */
export interface JudgedExponent {
  readonly exponent: Scalar
  readonly limit: Scalar
  readonly factor: number
  readonly verdict: Verdict
  /** Reason of the verdict: the numbers, the rule, its power at this size, and what would change it. */
  readonly reason: string
}

export interface ExponentQuestion {
  /** Sizes, ascending, one for each of the first quantities. */
  readonly sizes: readonly number[]
  readonly crossed: CrossedMeans
  /** Indices of the limit, extrapolated in 1/k and in 1/√k. */
  readonly limits: readonly number[]
  /** Quantity in words, such as "excess error of chunks". */
  readonly what: string
  /** Symbol of the size, "w" or "W". */
  readonly symbol: string
  /** Label of the limit. */
  readonly limitLabel: string
}

/**
 * Fits and judges an exponent against the 1/2 of independent groups. The value is that with the limit extrapolated in 1/k;
 * the interval joins those of both extrapolations, because the networks cannot say which holds.
 */
export function judgeExponent(question: ExponentQuestion): JudgedExponent {
  const { sizes, crossed, limits, symbol, limitLabel } = question
  const fits = limits.map((limit) => fitExponent(sizes, crossed, limit))
  const [main] = fits
  const ends = joinEnds(fits.map(({ ends: own }) => own))
  const exponent = { id: 'exponent', label: `exponent b of ${symbol}^−b`, value: main.exponent, low: ends?.[0] ?? null, high: ends?.[1] ?? null } // prettier-ignore
  const limit = { id: 'asymptote', label: limitLabel, value: main.limit, ...limitEnds(crossed, limits) }
  return { exponent, limit, factor: main.factor, ...judge(question, fits, exponent, limit) }
}

/** Returns the 95 % interval of a limit, over seeds and test inputs and both extrapolations; nulls for too few seeds. */
export function limitEnds(
  { means, varianceOf }: CrossedMeans,
  limits: readonly number[],
): Pick<Scalar, 'low' | 'high'> {
  const ends = joinEnds(
    limits.map((limit) => {
      const found = varianceOf(means.map((_, i) => Number(i === limit)))
      const half = found && tQuantile(found.freedom) * Math.sqrt(found.variance)
      return half === null ? null : [means[limit] - half, means[limit] + half]
    }),
  )
  return { low: ends?.[0] ?? null, high: ends?.[1] ?? null }
}

/** Returns a quantity minus the first limit, with the interval that joins those over all limits. */
export function intervalOfExcess({ means, varianceOf }: CrossedMeans, quantity: number, limits: readonly number[]) {
  const ends = joinEnds(
    limits.map((limit) => {
      const found = varianceOf(means.map((_, i) => Number(i === quantity) - Number(i === limit)))
      if (!found) return null
      const half = tQuantile(found.freedom) * Math.sqrt(found.variance)
      const excess = means[quantity] - means[limit]
      return [excess - half, excess + half]
    }),
  )
  return { value: means[quantity] - means[limits[0]], low: ends?.[0] ?? null, high: ends?.[1] ?? null }
} // prettier-ignore

function joinEnds(ends: readonly (readonly [number, number] | null)[]): [number, number] | null {
  const known = ends.filter((own) => own !== null)
  if (known.length < ends.length) return null
  return [Math.min(...known.map(([low]) => low)), Math.max(...known.map(([, high]) => high))]
}

function judge(
  { sizes, crossed, what, symbol }: ExponentQuestion,
  fits: readonly ExponentFit[],
  exponent: Scalar,
  limit: Scalar,
): Pick<JudgedExponent, 'verdict' | 'reason'> {
  const { rows, seeds } = crossed
  const data = `${sizes.length} sizes from ${sizes[0]} to ${sizes.at(-1)!} and ${limit.label} = ${sayScalar(limit)}`
  if (exponent.low === null || exponent.high === null) {
    const reason = `${what} has no exponent with an interval, from ${data}: that takes three runs of the largest width and two of every other, and excesses that are known to a quarter.` // prettier-ignore
    return { verdict: 'cannot tell', reason }
  }
  const told = `${what} falls as ${symbol}^−b with b = ${sayScalar(exponent)}, from ${data}`
  const cannot = (why: string) => ({ verdict: 'cannot tell' as const, reason: `${told}. ${why}` })
  const smallest = fits[0].excesses.at(-1)!
  const low = Math.min(...fits.map((fit) => fit.excesses.at(-1)! - fit.half!))
  const high = Math.max(...fits.map((fit) => fit.excesses.at(-1)! + fit.half!))
  const half = (high - low) / 2
  const more = describeNeed(fits, half, smallest, { rows, seeds })
  if (!(half <= SHARE * smallest))
    return cannot(`The smallest excess, ${sayNumber(smallest)} at ${symbol} = ${sizes.at(-1)!}, is known to ± ${sayNumber(half)} with its limit, and ± ${sayNumber(Math.max(0, SHARE * smallest))} (a quarter) is asked. ${more}`) // prettier-ignore
  const power = describePower(fits)
  const test = 'score test with seeds, draws and test inputs together'
  if (exponent.low > 0.5 || exponent.high < 0.5)
    return { verdict: 'does not agree', reason: `${told}. 1/2 is outside (${test}, 5 %). ${power}` }
  const isTold = TOLD.every((other) => other < exponent.low! || other > exponent.high!)
  return isTold
    ? { verdict: 'agrees', reason: `${told}. 1/2 is inside, ${TOLD.join(' and ')} are not (${test}, 5 %). ${power}` } // prettier-ignore
    : cannot(`1/2 is inside, but so is ${TOLD.filter((other) => other >= exponent.low! && other <= exponent.high!).join(' and ')} (${test}, 5 %). ${power} ${more}`) // prettier-ignore
}

/** Names the exponents that four of five sweeps of this size would tell from 1/2. */
function describePower(fits: readonly ExponentFit[]): string {
  const isFound = (other: number) =>
    fits.every((fit) => fit.signalOf!(other) >= fit.quantile! + POWER_QUANTILE)
  const below = Array.from({ length: 48 }, (_, i) => 0.49 - 0.01 * i).find(isFound)
  const above = Array.from({ length: 350 }, (_, i) => 0.51 + 0.01 * i).find(isFound)
  const ends = [below && `below ${sayNumber(below)}`, above && `above ${sayNumber(above)}`].filter(Boolean)
  return ends.length > 0
    ? `Four of five sweeps of this size would tell exponents ${ends.join(' or ')} from 1/2.`
    : 'No exponent would be told from 1/2 in four of five sweeps of this size.'
}

/** Says how many seeds and test inputs would tell 1/4 and 1 from 1/2 in four of five sweeps, if errors shrink as 1/√n. */
function describeNeed(
  fits: readonly ExponentFit[],
  half: number,
  smallest: number,
  { rows, seeds }: { readonly rows: number; readonly seeds: number },
): string {
  if (!(smallest > 0)) return 'The networks err no more than their limit: narrower chunks, more seeds and more test inputs would tell.' // prettier-ignore
  const ofShare = half / (SHARE * smallest)
  const ofTest = Math.max(
    ...fits.flatMap(({ signalOf }) =>
      TOLD.map((other) => (normalQuantile + POWER_QUANTILE) / Math.max(1e-9, signalOf!(other))),
    ),
  )
  const times = Math.max(1, ofShare, ofTest) ** 2
  if (!(times < 1e4)) return 'No feasible number of seeds and test inputs would change that: other sizes would have to.' // prettier-ignore
  return `About ${sayNumber(Math.ceil(times * seeds))} seeds with ${formatCount(Number((times * rows).toPrecision(2)))} test inputs would tell ${TOLD.join(' and ')} from 1/2.`
}

/** Returns the sentence on the exponent of the excess cross-entropy, which stands beside that of the error unjudged. */
export function sayCrossEntropy(exponent: Scalar): string {
  return exponent.low === null
    ? ''
    : `The excess cross-entropy of the same, which has no steps of single inputs, falls with b = ${sayScalar(exponent)}.`
}
