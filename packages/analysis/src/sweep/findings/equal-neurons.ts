import { around } from '../../statistics/intervals.ts'
import { mcnemar, pairedT, type TestedDifference } from '../../statistics/significance.ts'
import { poolRelative } from '../../statistics/pool-relative.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { EqualNeurons, WidthLogits } from '../logits/collect-logits.ts'
import type { FindingLine, FindingTest, SweepFinding } from './finding.ts'
import { sayNumber, sayP, sayScalar } from './say.ts'

/**
 * Compares one wide network with several narrow ones that together have as many neurons; null if no such pair of widths
 * exists.
 */
export function equalNeurons(
  weightDecay: number,
  widths: readonly WidthLogits[],
  pairs: readonly EqualNeurons[],
  special: EqualNeurons | null,
): SweepFinding | null {
  const compared = pairs.map((pair) => comparePair(widths, pair)).filter((pair) => pair !== null)
  if (compared.length === 0) return null
  const isSpecial = ({ wide, narrow }: EqualNeurons) => wide === special?.wide && narrow === special.narrow
  const main = compared.find(isSpecial) ?? compared.at(-1)!
  return {
    id: 'equal-neurons',
    weightDecay,
    title: 'One wide network, or several narrow ones of as many neurons',
    definition:
      'Test error of one network of W neurons beside that of the summed logits of k networks of w neurons with k · w = W, and of ' +
      'the widest beside runs of the width nearest its group size w*. Tests: Student’s paired t over disjoint pairs of a wide ' +
      'run and an ensemble from three pairs on, else McNemar’s exact test over the test inputs on the first pair (interval of ' +
      'the difference: Agresti and Min 2005).',
    interval:
      'one network: 95 % interval over seeds, relative spread pooled over widths; several: ± one standard deviation over subsets of the seeds',
    x: { label: 'neurons in all, k · w', scale: 'log' },
    y: { label: 'test error', scale: 'log' },
    lines: [oneNetwork(widths), ...widths.filter(({ runs }) => runs > 1).map(together)],
    marks: [],
    scalars: [],
    tests: compared.map(({ tested }) => tested),
    sentence: describe(main, isSpecial(main)),
  }
}

function oneNetwork(widths: readonly WidthLogits[]): FindingLine {
  const pooled = poolRelative(widths.map(({ errors: [alone] }) => alone))
  const points = pooled.map(({ mean, low, high, n }, i) => ({ x: widths[i].width, y: mean!, low, high, n }))
  return { id: 'one', label: 'one network', points }
}

function together({ width, errors }: WidthLogits): FindingLine {
  const points = errors.map((list, i) => {
    const { mean, std, n } = summarize(list)
    return { x: (i + 1) * width, y: mean!, ...around(mean, std), n }
  })
  return { id: `width-${width}`, label: `of W = ${width}`, points }
}

function describe(
  { wide, narrow, count, wideError, narrowError, isOverSeeds, tested }: ComparedPair,
  isSpecial: boolean,
) {
  const { difference, p, test } = tested
  const size = isSpecial ? ' (the width nearest its group size)' : ''
  const neurons =
    count * narrow === wide
      ? ''
      : ` As there are not enough of them, they have ${count * narrow} neurons in all.`
  const compared = `One network of ${wide} neurons errs ${sayNumber(wideError)}, ${count} networks of ${narrow} neurons${size} together ${sayNumber(narrowError)}`
  if (!isOverSeeds)
    return (
      `${compared} (the first seeds; difference ${sayScalar(difference)} over their test inputs, ${test}, ${sayP(p)}): one wide network and one ensemble say ` +
      `nothing about others. ${ENOUGH} wide ones and ${ENOUGH * count} narrow ones would tell.${neurons}`
    )
  const ends = [difference.low, difference.high]
  const isTold = ends.every((end) => end !== null) && Math.sign(ends[0]!) === Math.sign(ends[1]!)
  const verdict = !isTold ? 'no difference can be told' : difference.value! < 0 ? 'the narrow ones together err less' : 'the wide one errs less' // prettier-ignore
  return `${compared}: ${verdict} (difference ${sayScalar(difference)}; ${test}, ${sayP(p)}).${neurons}`
}

/** Smallest number of pairs at which the test is over seeds; fewer say little about them. */
const ENOUGH = 3

/** A wide run compared with an ensemble of narrow ones. */
interface ComparedPair extends EqualNeurons {
  /** Mean error of the compared wide runs, and of the ensembles. */
  readonly wideError: number
  readonly narrowError: number
  /** False if too few pairs are there, so that only the inputs of the first one are compared. */
  readonly isOverSeeds: boolean
  readonly tested: FindingTest
}

/**
 * Tests one wide run against `count` narrow ones. With three disjoint pairs or more it is Student's paired t test; a
 * pair is a wide run and the ensemble that judges the same inputs. With fewer it is McNemar's exact test over the test
 * inputs on the first pair, which says nothing about other seeds. Null if runs are missing.
 */
function comparePair(widths: readonly WidthLogits[], pair: EqualNeurons): ComparedPair | null {
  const { wide, narrow, count } = pair
  const wholes = widths.find(({ width }) => width === wide)?.judged.get(1) ?? []
  const ensembles = widths.find(({ width }) => width === narrow)?.judged.get(count) ?? []
  const n = Math.min(wholes.length, ensembles.length)
  if (n === 0) return null
  const [a, b] = [wholes, ensembles].map((list) => list.slice(0, n).map(errorOf))
  const overSeeds = n >= ENOUGH ? pairedT(a.map((error, i) => b[i] - error)) : null
  const isOverSeeds = overSeeds !== null && overSeeds.p !== null
  const tested: TestedDifference = isOverSeeds ? overSeeds : compareInputs(wholes[0], ensembles[0])
  const used = isOverSeeds ? n : 1
  return {
    ...pair,
    wideError: mean(a.slice(0, used)),
    narrowError: mean(b.slice(0, used)),
    isOverSeeds,
    tested: {
      label: `${count} networks of ${narrow} neurons against one of ${wide}`,
      difference: {
        id: `w${wide}-against-${count}-of-w${narrow}`,
        label: 'error of the narrow ones together minus error of the wide one',
        value: tested.difference,
        low: tested.low,
        high: tested.high,
      },
      p: tested.p,
      test: isOverSeeds ? 'paired t over seeds' : 'McNemar, exact, over test inputs',
      n: tested.n,
    },
  }
}

function compareInputs(wide: Uint8Array, narrow: Uint8Array): TestedDifference {
  let [onlyWide, onlyNarrow] = [0, 0]
  wide.forEach((right, n) => {
    onlyWide += Number(right > narrow[n])
    onlyNarrow += Number(right < narrow[n])
  })
  return mcnemar(wide.length, onlyWide, onlyNarrow)
}

function errorOf(judged: Uint8Array): number {
  return judged.reduce((wrong, right) => wrong + 1 - right, 0) / judged.length
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
