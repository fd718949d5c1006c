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

/** Returns the start of the names of a width's runs and groups: "w0064". */
export function nameWidth(width: number): string {
  return `w${String(width).padStart(4, '0')}`
}

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
