import type { Schedule } from './hyperparameters.ts'

/**
 * Returns the learning rate of an epoch (from 1), as PyTorch's schedulers give it when they step by epoch: LinearLR for
 * the warm-up and then, counted from its end, ConstantLR, CosineAnnealingLR, CosineAnnealingWarmRestarts (Loshchilov
 * and Hutter 2017) or MultiStepLR, whose milestones are counted from the first epoch. The default is a half cosine from
 * `learningRate` to 0, which it would reach after the last epoch.
 */
export function learningRateOf(epoch: number, schedule: Schedule): number {
  const { warmUp = 0, warmUpFrom = 0.01, learningRate } = schedule
  const past = epoch - 1 - warmUp
  if (past < 0) return learningRate * (warmUpFrom + ((1 - warmUpFrom) * (epoch - 1)) / warmUp)
  switch (schedule.schedule ?? 'cosine') {
    case 'constant':
      return learningRate
    case 'cosine':
      return alongCosine(past, schedule.epochs - warmUp, schedule)
    case 'cosine-restarts':
      return alongCosine(...findCosine(past, schedule), schedule)
    case 'step': {
      const { milestones = [], rateFactor = 0.1 } = schedule
      return learningRate * rateFactor ** milestones.filter((milestone) => milestone < epoch).length
    }
  }
}

/** Returns the rate after `past` of `length` epochs along half a cosine. */
function alongCosine(past: number, length: number, { learningRate, finalRate = 0 }: Schedule): number {
  return finalRate + ((learningRate - finalRate) / 2) * (1 + Math.cos((Math.PI * past) / length))
}

/** Returns the number of epochs past in the current cosine after `past` epochs, and its length. */
function findCosine(past: number, { restartAfter = 10, restartFactor = 1 }: Schedule): [number, number] {
  let [left, length] = [past, restartAfter]
  while (left >= length) {
    left -= length
    length *= restartFactor
  }
  return [left, length]
}
