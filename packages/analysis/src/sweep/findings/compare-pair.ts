import { mcnemar, pairedT, type TestedDifference } from '../../statistics/paired-test.ts'
import type { EqualNeurons, WidthLogits } from '../logits/collect-logits.ts'
import type { FindingTest } from './finding.ts'

/** Smallest number of pairs at which the test is over seeds; fewer say little about them. */
const ENOUGH = 3

/** A wide run compared with an ensemble of narrow ones. */
export interface ComparedPair extends EqualNeurons {
  /** Mean error of the compared wide runs, and of the ensembles. */
  readonly wideError: number
  readonly narrowError: number
  readonly tested: FindingTest
}

/**
 * Tests one wide run against `count` narrow ones. With three disjoint pairs or more it is Student's paired t test; a
 * pair is a wide run and the ensemble that judges the same inputs. With fewer it is McNemar's exact test over the test
 * inputs on the first pair, which says nothing about other seeds. Null if runs are missing.
 */
export function comparePair(widths: readonly WidthLogits[], pair: EqualNeurons): ComparedPair | null {
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
