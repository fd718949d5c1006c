import type { WidthLogits } from '../logits/collect-logits.ts'
import type { LossDecomposition, LossParts, SeedMean } from '../logits/decompose-loss.ts'
import type { FindingLine, SweepFinding } from './finding.ts'
import { sayNumber, sayScalar } from './say.ts'

const words: Readonly<Record<keyof LossDecomposition, { id: string; name: string; formula: string }>> = {
  crossEntropy: {
    id: 'bias-variance',
    name: 'cross-entropy',
    formula:
      'Cross-entropy: bias² is that of the geometric mean p̄ ∝ exp(mean_t log p_t) of the seeds’ predictions, variance is mean_t ' +
      'KL(p̄ ‖ p_t) (Yang et al., ICML 2020, after Pfau 2013). Both are corrected for the number of seeds by the jackknife, to ' +
      'first order: no unbiased estimate is known.',
  },
  squared: {
    id: 'bias-variance-squared',
    name: 'squared loss',
    formula:
      'Squared loss Σ_c (p_c − 1[c = y])² of the softmax: bias² is that of the mean prediction, variance the mean squared distance ' +
      'from it times R / (R − 1) for R seeds, which is unbiased; so is bias², which may then fall below zero.',
  },
}

const parts: readonly (keyof LossParts)[] = ['loss', 'bias', 'variance']
const labels: Readonly<Record<keyof LossParts, string>> = {
  loss: 'test loss',
  bias: 'bias²',
  variance: 'variance over seeds',
}

/** Returns bias² and variance of the test loss against width; null if no width has two runs. */
export function biasVariance(
  weightDecay: number,
  widths: readonly WidthLogits[],
  of: keyof LossDecomposition,
): SweepFinding | null {
  const known = widths.flatMap(({ width, runs, loss }) => (loss ? [{ width, runs, parts: loss[of] }] : []))
  if (known.length === 0) return null
  const { id, name, formula } = words[of]
  const toLine = (part: keyof LossParts): FindingLine => ({
    id: part,
    label: labels[part],
    points: known.map(({ width, runs, parts: own }) => toPoint(width, runs, own[part])),
  })
  const [narrowest, widest] = [known[0], known.at(-1)!]
  return {
    id,
    weightDecay,
    title: `Bias² and variance of the test loss (${name}) against layer width`,
    definition: formula,
    interval: '95 % interval over seeds (Student’s t over jackknife pseudo-values, for the variance of its logarithm), from three seeds on',
    x: { label: 'layer width W (neurons)', scale: 'log' },
    y: { label: `test loss (${name})`, scale: 'log' },
    lines: parts.map(toLine),
    marks: [],
    scalars: parts.map((part) => ({ id: part, label: `${labels[part]}, W = ${widest.width}`, ...widest.parts[part] })),
    tests: [],
    sentence:
      (known.length > 1
        ? `From ${narrowest.width} to ${widest.width} neurons the variance of the ${name} goes from ${sayNumber(narrowest.parts.variance.value)} to `
        : `At ${widest.width} neurons the variance of the ${name} is `) +
      `${sayScalar(widest.parts.variance)}, with bias² ${sayScalar(widest.parts.bias)}.`,
  } // prettier-ignore
}

function toPoint(x: number, n: number, { value, low, high }: SeedMean) {
  return { x, y: value, low, high, n }
}
