import { decomposeLoss, type LossDecomposition, type LossParts } from '../sweep/logits/decompose-loss.ts'
import type { RunLogits } from '../sweep/logits/run-logits.ts'
import { openRandom, type RandomValues } from '../statistics/random-values.ts'

/** Planted networks: logits of one mean, whose seeds differ by independent noise and by how confident they are. */
export interface LossPlan {
  readonly seeds: number
  /** Standard deviation of a logit between seeds. */
  readonly spread: number
  /** Relative standard deviation of a seed's confidence, by which all its logits are multiplied. */
  readonly confidence: number
  readonly repetitions: number
}

/** Share of repetitions whose nominal 95 % interval holds the planted part, by loss and part. */
export type LossCoverage = Readonly<
  Record<keyof LossDecomposition, Readonly<Record<keyof LossParts, number>>>
>

const [rows, classes] = [300, 4]
const losses = ['crossEntropy', 'squared'] as const
const parts = ['loss', 'bias', 'variance'] as const

/** Covers the parts of the test loss: decomposes the loss of simulated seeds again and again. */
export function coverLosses({ seeds, spread, confidence, repetitions }: LossPlan): LossCoverage {
  const random = openRandom(1, `losses ${seeds} ${spread} ${confidence}`)
  const means = Float64Array.from({ length: rows * classes }, () => 2 * random.normal())
  const labels = Int32Array.from({ length: rows }, () => Math.floor(classes * random.uniform()))
  const draw = (): RunLogits => ({
    rows,
    classes,
    labels,
    values: drawLogits(means, spread, confidence, random),
  })
  const truth = plantedParts(draw, labels)
  const held = Object.fromEntries(losses.map((loss) => [loss, { loss: 0, bias: 0, variance: 0 }])) as Record<keyof LossDecomposition, Record<keyof LossParts, number>> // prettier-ignore
  for (let i = 0; i < repetitions; i++) {
    const found = decomposeLoss(Array.from({ length: seeds }, draw))!
    for (const loss of losses)
      for (const part of parts) {
        const { low, high } = found[loss][part]
        if (low !== null && high !== null && low <= truth[loss][part] && truth[loss][part] <= high)
          held[loss][part] += 1 / repetitions
      }
  }
  return held
}

function drawLogits(
  means: Float64Array,
  spread: number,
  confidence: number,
  random: RandomValues,
): Float32Array {
  const factor = 1 + confidence * random.normal()
  return Float32Array.from(means, (mean) => factor * mean + spread * random.normal())
}

/** Networks that the planted parts are computed from. */
const many = 4_000

/** Returns the parts of the loss of infinitely many seeds, from very many. */
function plantedParts(draw: () => RunLogits, labels: Int32Array) {
  const [logs, shares] = [new Float64Array(rows * classes), new Float64Array(rows * classes)]
  const total = { crossEntropy: 0, squared: 0 }
  for (let t = 0; t < many; t++) {
    const { values } = draw()
    for (let n = 0; n < rows; n++) {
      const row = values.subarray(n * classes, (n + 1) * classes)
      const norm = Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0))
      for (let c = 0; c < classes; c++) {
        const [log, at] = [row[c] - norm, n * classes + c]
        logs[at] += log / many
        shares[at] += Math.exp(log) / many
        total.squared += (Math.exp(log) - Number(c === labels[n])) ** 2 / many / rows
        if (c === labels[n]) total.crossEntropy -= log / many / rows
      }
    }
  }
  const variance = { crossEntropy: 0, squared: total.squared }
  for (let n = 0; n < rows; n++) {
    let sum = 0
    for (let c = 0; c < classes; c++) {
      const at = n * classes + c
      sum += Math.exp(logs[at])
      variance.squared -= (shares[at] - Number(c === labels[n])) ** 2 / rows
    }
    variance.crossEntropy -= Math.log(sum) / rows
  }
  const split = (of: keyof LossDecomposition) => ({ loss: total[of], variance: variance[of], bias: total[of] - variance[of] }) // prettier-ignore
  return { crossEntropy: split('crossEntropy'), squared: split('squared') }
}
