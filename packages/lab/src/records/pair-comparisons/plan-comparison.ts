import { createHash } from 'node:crypto'
import { listComparisons, readOptions, type ComparisonInfo, type OptionValues } from '@mitoscope/analysis'
import { badInput, LabError } from '../../platform/errors/lab-error.ts'
import { rejectBadOption } from '../../platform/errors/reject-bad-option.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'

export interface ComparisonRequest {
  readonly measure: string
  /** Options of the measure; defaults apply to those left out. */
  readonly options?: Readonly<Record<string, unknown>> | null
}

/** Measure with all values filled in that determine the result for two representations. */
interface PlannedMeasure {
  readonly measure: string
  readonly version: number
  readonly options: OptionValues
}

/** Two representations and the measure that compares them. */
export interface PlannedComparison extends PlannedMeasure {
  readonly first: RepresentationRecord
  readonly second: RepresentationRecord
  /** Hash of the question: equal hashes are equal questions, whoever asks and in either order of the two. */
  readonly question: string
}

const maxMeasures = 20

/**
 * Validates requests and fills in their defaults. Throws BAD_USER_INPUT for values that the catalogue does
 * not allow.
 */
export function planMeasures(requests: readonly ComparisonRequest[]): PlannedMeasure[] {
  if (requests.length === 0 || requests.length > maxMeasures)
    throw badInput('measures', `${requests.length} are given`, `Give 1 to ${maxMeasures}`)
  const planned = requests.map(({ measure, options }) => {
    const { id, version, options: known } = requireComparisonMeasure(measure)
    return { measure: id, version, options: rejectBadOption(() => readOptions(known, options ?? {})) }
  })
  // The same asked for twice is the same.
  return [...new Map(planned.map((each) => [JSON.stringify(describe(each)), each])).values()]
}

/** Plans all pairs of the representations by all of the measures, pair by pair. */
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

/** Measures that compare two representations, in the order in which results are shown. */
export const comparisonMeasures: readonly ComparisonInfo[] = listComparisons()

/** Returns the measure of the catalogue. Throws BAD_USER_INPUT for an unknown id. */
function requireComparisonMeasure(id: string): ComparisonInfo {
  const measure = comparisonMeasures.find((candidate) => candidate.id === id)
  if (measure) return measure
  const known = comparisonMeasures.map((candidate) => candidate.id).join(', ')
  throw new LabError('BAD_USER_INPUT', `No comparison is named "${id}". Known are: ${known}.`)
}
