import { around } from '../../statistics/interval.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { EqualNeurons, WidthLogits } from '../logits/collect-logits.ts'
import { comparePair, type ComparedPair } from './compare-pair.ts'
import type { FindingLine, SweepFinding } from './finding.ts'
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
      'one network: 95 % interval over seeds; several: ± one standard deviation over subsets of the seeds',
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
  const points = widths.map(({ width, errors: [alone] }) => {
    const { mean, ci95, n } = summarize(alone)
    return { x: width, y: mean!, ...around(mean, ci95), n }
  })
  return { id: 'one', label: 'one network', points }
}

function together({ width, errors }: WidthLogits): FindingLine {
  const points = errors.map((list, i) => {
    const { mean, std, n } = summarize(list)
    return { x: (i + 1) * width, y: mean!, ...around(mean, std), n }
  })
  return { id: `width-${width}`, label: `of W = ${width}`, points }
}

function describe({ wide, narrow, count, wideError, narrowError, tested }: ComparedPair, isSpecial: boolean) {
  const { difference, p, test } = tested
  const size = isSpecial ? ' (the width nearest its group size)' : ''
  const neurons =
    count * narrow === wide
      ? ''
      : ` As there are not enough of them, they have ${count * narrow} neurons in all.`
  const ends = [difference.low, difference.high]
  const isTold = ends.every((end) => end !== null) && Math.sign(ends[0]!) === Math.sign(ends[1]!)
  const verdict = !isTold ? 'no difference can be told' : difference.value! < 0 ? 'the narrow ones together err less' : 'the wide one errs less' // prettier-ignore
  return (
    `One network of ${wide} neurons errs ${sayNumber(wideError)}, ${count} networks of ${narrow} neurons${size} together ` +
    `${sayNumber(narrowError)}: ${verdict} (difference ${sayScalar(difference)}; ${test}, ${sayP(p)}).${neurons}`
  )
}
