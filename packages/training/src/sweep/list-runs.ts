import { nameWidth } from './name-width.ts'
import type { SweepConfig } from './sweep-config.ts'

/** Training run of a sweep. */
export interface SweepRun {
  /** Name, unique in the sweep and suited for a folder: "w0064-s0-wd0.002". */
  readonly name: string
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
}

/** Returns every run of a sweep once, by width, the grid before the contrasts. */
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
