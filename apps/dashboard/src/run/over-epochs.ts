import type { Run } from './run.ts'

type Analysis = Pick<
  Run['analyses'][number],
  'id' | 'measure' | 'state' | 'seed' | 'options' | 'representation' | 'scalars'
>

/** One number of one question, asked of the run as it was after several epochs. */
export interface EpochSeries {
  /** Names it in the address: measure, number, and what the question differs by. */
  readonly key: string
  readonly label: string
  /** By epoch, each epoch once. */
  readonly points: readonly EpochPoint[]
}

interface EpochPoint {
  readonly epoch: number
  readonly analysisId: string
  readonly value: number
  /** Of the 95 % interval; null where there is none. */
  readonly low: number | null
  readonly high: number | null
}

/** The numbers of finished analyses that are known after two epochs at least. `analyses` has the newest first. */
export function listOverEpochs(analyses: readonly Analysis[]): EpochSeries[] {
  const found = new Map<string, { readonly label: string; readonly points: Map<number, EpochPoint> }>()
  for (const { id, measure, state, seed, options, representation, scalars } of analyses) {
    const epoch = representation?.epoch
    if (state !== 'FINISHED' || epoch === null || epoch === undefined) continue
    const question = nameQuestion(options, seed)
    for (const { id: name, label, value, low, high } of scalars) {
      if (value === null) continue
      const key = `${measure}.${name} ${question}`
      const series = found.get(key) ?? { label: `${label} (${measure}, ${question})`, points: new Map() }
      found.set(key, series)
      // A question that was asked again counts as it was answered last.
      if (!series.points.has(epoch)) series.points.set(epoch, { epoch, analysisId: id, value, low, high })
    }
  }
  return [...found]
    .filter(([, { points }]) => points.size >= 2)
    .map(([key, { label, points }]) => ({
      key,
      label,
      points: [...points.values()].sort((a, b) => a.epoch - b.epoch),
    }))
}

function nameQuestion(options: unknown, seed: number): string {
  const given = Object.entries(options as Readonly<Record<string, unknown>>).filter(
    ([, value]) => value !== null,
  )
  return [...given.map(([name, value]) => `${name} ${String(value)}`), `seed ${seed}`].join(', ')
}

interface Kept {
  readonly id: string
  readonly epoch: number | null
}

/**
 * Of each epoch the representations that were kept, as many as can be analysed, and why there is nothing to follow over
 * epochs where fewer than two were.
 */
export function findEpochs(
  representations: readonly Kept[],
  checkpoints: readonly { readonly epoch: number }[],
): { readonly kept: readonly Kept[]; readonly obstacle?: string } {
  const kept = [
    ...new Map(representations.flatMap((each) => (each.epoch === null ? [] : [[each.epoch, each]]))).values(),
  ]
  kept.sort((a, b) => a.epoch! - b.epoch!)
  if (kept.length >= 2) return { kept }
  const others = checkpoints.filter(({ epoch }) => epoch !== kept[0]?.epoch).length
  const what =
    kept.length === 0
      ? 'No representation of a known epoch'
      : `Only the representation of epoch ${kept[0].epoch}`
  return {
    kept,
    obstacle:
      `${what} was kept` +
      (others > 0 ? `; the ${others} other checkpoints hold the network, not what its last layer says` : '') +
      '. Two are needed to follow a number over epochs: upload others by mitoscope upload with --epoch.',
  }
}
