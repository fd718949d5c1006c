import { nameWidth } from './name-width.ts'
import type { SweepConfig } from './sweep-config.ts'

/** One training run of a sweep. */
export interface SweepRun {
  /** Unique in the sweep and a good folder name: "w0064-s0-wd0.002". */
  readonly name: string
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
}

/** Every run of a sweep once, by width, then grid before contrasts. */
export function listRuns(config: SweepConfig): SweepRun[] {
  const variants = [
    ...config.weightDecays.map((weightDecay) => ({ weightDecay, seeds: config.seeds })),
    ...config.contrasts,
  ]
  const runs = new Map<string, SweepRun>()
  for (const width of config.widths) {
    for (const { weightDecay, seeds } of variants) {
      for (const seed of seeds) {
        const name = `${nameWidth(width)}-s${seed}-wd${weightDecay}`
        runs.set(name, { name, width, seed, weightDecay })
      }
    }
  }
  return [...runs.values()]
}
