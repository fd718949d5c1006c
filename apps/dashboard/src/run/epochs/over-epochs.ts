import { countOf } from '../../format/format.ts'
import type { Run } from '../run.ts'

type Analysis = Pick<
  Run['analyses'][number],
  'id' | 'measure' | 'state' | 'seed' | 'options' | 'representation' | 'scalars'
>

/** One number of one question, asked of the run as it was after several epochs. */
export interface EpochSeries {
  /** Names it in the address: measure, number, and what the question differs by. */
  readonly key: string
  readonly label: string
  /** Points in the order of the epochs, each epoch once. */
  readonly points: readonly EpochPoint[]
}

interface EpochPoint {
  readonly epoch: number
  readonly analysisId: string
  readonly value: number
  /** Ends of the 95 % interval; null if there is none. */
  readonly low: number | null
  readonly high: number | null
}

/** The numbers of finished analyses that are known after two epochs at least. `analyses` has the newest first. */
export function listOverEpochs(analyses: readonly Analysis[]): EpochSeries[] {
  const found = new Map<string, { readonly label: string; readonly points: Map<number, EpochPoint> }>()
  for (const { id, measure, state, seed, options, representation, scalars } of analyses) {
    const { epoch } = representation
    if (state !== 'FINISHED' || epoch === null) continue
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

interface Checkpoint {
  readonly id: string
  readonly epoch: number
  /** null where no weights were kept. */
  readonly downloadUrl: string | null
}

export interface KeptEpochs {
  /** A representation of each epoch that has one. */
  readonly kept: readonly Kept[]
  /** Checkpoints of the other epochs, of which the lab can make one. */
  readonly missing: readonly Checkpoint[]
  /** Reason why there is nothing to follow over epochs; undefined if two or more can be analysed. */
  readonly obstacle?: string
}

/**
 * Finds what can be analysed of the epochs of a run, by epoch. Of runs that were not trained here no network
 * is known.
 */
export function findEpochs({
  representations,
  checkpoints,
  logged,
}: {
  readonly representations: readonly Kept[]
  readonly checkpoints: readonly Checkpoint[]
  readonly logged: boolean
}): KeptEpochs {
  const kept = [
    ...new Map(representations.flatMap((each) => (each.epoch === null ? [] : [[each.epoch, each]]))).values(),
  ]
  kept.sort((a, b) => a.epoch! - b.epoch!)
  const others = checkpoints.filter(({ epoch }) => !kept.some((each) => each.epoch === epoch))
  const missing = logged ? [] : others.filter(({ downloadUrl }) => downloadUrl !== null)
  if (kept.length + missing.length >= 2) return { kept, missing }
  const [only] = [...kept, ...missing]
  const what = only ? `Only epoch ${only.epoch} was stored` : 'No epoch was stored'
  const unusable = others.length - missing.length
  const why = logged
    ? 'this run was not trained here, so its network is not known'
    : 'it contains results and no weights'
  return {
    kept,
    missing,
    obstacle:
      what +
      (unusable > 0
        ? `; ${countOf(unusable, 'more epoch has', 'more epochs have')} a checkpoint, but ${why}`
        : '') +
      '. A curve over epochs needs two epochs: ' +
      (logged ? '' : 'choose more epochs to store when you start a run, or ') +
      'upload representations with npm run -s mitoscope -- upload --epoch.',
  }
}
