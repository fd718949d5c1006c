/** Sums over scored rows, so that blocks can be added up. */
export interface Score {
  wrong: number
  loss: number
}

/**
 * Adds rows of logits [labels.length, classes] to a score: wrong answers (the first largest logit is the answer; a row
 * with NaN is wrong) and Σ cross-entropy in nats, in float64.
 */
export function scoreLogits(logits: Float32Array, labels: Int32Array, classes: number, score: Score): void {
  for (let row = 0; row < labels.length; row++) {
    const start = row * classes
    const own = logits[start + labels[row]]
    let best = 0
    for (let c = 1; c < classes; c++) if (logits[start + c] > logits[start + best]) best = c
    const largest = logits[start + best]
    let sum = 0
    for (let c = 0; c < classes; c++) sum += Math.exp(logits[start + c] - largest)
    if (best !== labels[row] || Number.isNaN(sum)) score.wrong++
    score.loss += Math.log(sum) + largest - own
  }
}
