import type { SweepConfig } from './sweep-config.ts'

const denseUntil = 5

/** Returns the epochs with checkpoints, ascending: the chosen ones and the last. */
export function listCheckpoints({ checkpoints, epochs }: SweepConfig): number[] {
  return ascending([...checkpoints.filter((epoch) => epoch <= epochs), epochs])
}

/**
 * Returns the epochs after which both splits are evaluated in full, ascending. Training adds the epoch of
 * interpolation.
 */
export function listEvaluations(config: SweepConfig): number[] {
  const all = Array.from({ length: config.epochs }, (_, i) => i + 1)
  const regular = all.filter((epoch) => epoch <= denseUntil || epoch % config.evaluateEvery === 0)
  return ascending([...regular, ...listCheckpoints(config)])
}

function ascending(epochs: readonly number[]): number[] {
  return [...new Set(epochs)].sort((a, b) => a - b)
}
