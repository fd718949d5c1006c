import type { EpochAnalysis } from '../sweep-report.ts'

/**
 * Training error from which on a network has clearly not interpolated. Just above 0 it is a few inputs of thousands, and
 * what a layer does there cannot be held against what it does at 0.
 */
export const CLEAR_ERROR = 0.01

/** Number of groups from which on a layer counts as split: with fewer, no two disjoint chunks can each carry it. */
export const SPLIT = 2

/** One run over its kept epochs. */
export interface TrainingHistory {
  readonly width: number
  /** Kind of control; "none" for an ordinary run. */
  readonly control: string
  /** The last kept epoch with a training error of CLEAR_ERROR or more, before the run interpolates; null if there is none. */
  readonly before: EpochAnalysis | null
  /** The first kept epoch with training error 0, and the last one from then on; null if there is none. */
  readonly zero: EpochAnalysis | null
  readonly end: EpochAnalysis | null
}

/** Returns the history of each run, from analyses of their kept epochs; those without a number of groups are left out. */
export function readHistories(analyses: readonly EpochAnalysis[]): TrainingHistory[] {
  const runs = new Map<string, EpochAnalysis[]>()
  for (const one of analyses) {
    if (one.groups === null || !Number.isFinite(one.groups)) continue
    const key = `${one.control ?? 'none'} ${one.name}`
    runs.set(key, [...(runs.get(key) ?? []), one])
  }
  return [...runs.values()].map((own) => {
    const epochs = own.toSorted((a, b) => a.epoch - b.epoch)
    const [{ width, control = 'none', interpolationEpoch }] = epochs
    const hasInterpolated = ({ epoch }: EpochAnalysis) =>
      interpolationEpoch !== null && epoch >= interpolationEpoch
    const isClear = (one: EpochAnalysis) =>
      !hasInterpolated(one) && one.trainError !== null && one.trainError >= CLEAR_ERROR
    return {
      width,
      control,
      before: epochs.findLast(isClear) ?? null,
      zero: epochs.find((one) => hasInterpolated(one) && one.trainError === 0) ?? null,
      end: epochs.findLast(hasInterpolated) ?? null,
    }
  })
}
