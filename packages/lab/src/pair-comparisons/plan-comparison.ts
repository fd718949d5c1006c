import { createHash } from 'node:crypto'
import { readOptions, type OptionValues } from '@mitoscope/analysis'
import { badInput } from '../errors/lab-error.ts'
import { refuseBadOption } from '../errors/refuse-bad-option.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import { requireComparisonMeasure } from './comparison-measures.ts'

export interface ComparisonRequest {
  readonly measure: string
  /** Those that are left out have the measure's defaults. */
  readonly options?: Readonly<Record<string, unknown>> | null
}

/** A measure with everything filled in that decides what it finds between two representations. */
export interface PlannedMeasure {
  readonly measure: string
  readonly version: number
  readonly options: OptionValues
}

/** Two representations and how they are to be compared. */
export interface PlannedComparison extends PlannedMeasure {
  readonly first: RepresentationRecord
  readonly second: RepresentationRecord
  /** The same hash is the same question, whoever asks and whichever of the two is named first. */
  readonly question: string
}

const most = 20

/** Fills in and checks requests. Throws BAD_USER_INPUT for what the catalogue does not have. */
export function planMeasures(requests: readonly ComparisonRequest[]): PlannedMeasure[] {
  if (requests.length === 0 || requests.length > most)
    throw badInput('measures', `${requests.length} are given`, `Give 1 to ${most}`)
  const planned = requests.map(({ measure, options }) => {
    const { id, version, options: known } = requireComparisonMeasure(measure)
    return { measure: id, version, options: refuseBadOption(() => readOptions(known, options ?? {})) }
  })
  // The same asked for twice is the same.
  return [...new Map(planned.map((each) => [JSON.stringify(describe(each)), each])).values()]
}

/** All pairs of some representations by all of some measures, pair by pair. */
export function planComparisons(
  compared: readonly RepresentationRecord[],
  measures: readonly PlannedMeasure[],
): PlannedComparison[] {
  return compared.flatMap((first, i) =>
    compared.slice(i + 1).flatMap((second) =>
      measures.map((planned) => {
        const asked = [[first.inputHash, second.inputHash].sort(), ...describe(planned)]
        const question = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
        return { ...planned, first, second, question }
      }),
    ),
  )
}

function describe({ measure, version, options }: PlannedMeasure) {
  return [measure, version, Object.entries(options).toSorted()]
}
