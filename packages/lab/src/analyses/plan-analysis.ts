import { createHash } from 'node:crypto'
import { chunkSizes, readOptions, type MeasureInfo, type Need, type OptionValues } from '@mitoscope/analysis'
import type { ReportSettings } from '../database/tables.ts'
import { LabError } from '../errors/lab-error.ts'
import { refuseBadOption } from '../errors/refuse-bad-option.ts'
import { requireMeasure } from '../measures/measures.ts'
import type { AnalysisInput } from './analysis.ts'

export interface AnalysisRequest {
  readonly measure: string
  /** Options of the measure; defaults apply to those left out. */
  readonly options?: Readonly<Record<string, unknown>> | null
  /** Seed of the draws; 0 by default. */
  readonly seed?: number | null
  /** Chunk sizes in addition to the halvings of the width. */
  readonly sizes?: readonly number[] | null
}

/** Request with all values filled in that determine the answer. */
export interface AnalysisPlan {
  readonly measure: string
  readonly version: number
  readonly options: OptionValues
  readonly seed: number
  readonly sizes: readonly number[]
  /** Hash of the question: equal hashes are equal questions, whoever asks. */
  readonly question: string
}

/**
 * Validates a request and fills in its defaults. Throws BAD_USER_INPUT for values that the catalogue or the
 * representation does not allow.
 */
export function planAnalysis(input: AnalysisInput, request: AnalysisRequest): AnalysisPlan {
  const measure = requireMeasure(request.measure)
  refuseMissing(measure, input)
  const seed = readSeed(request.seed ?? 0)
  const options = refuseBadOption(() => readOptions(measure.options, request.options ?? {}))
  const sizes = refuseBadOption(() => chunkSizes(input.width, request.sizes ?? []))
  const { id, version } = measure
  const asked = [input.inputHash, id, version, Object.entries(options).toSorted(), seed, sizes]
  const question = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  return { measure: id, version, options, seed, sizes, question }
}

/** Validates a seed of draws. Throws BAD_USER_INPUT unless it is an integer that JSON carries exactly. */
function readSeed(seed: number): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed
  throw new LabError('BAD_USER_INPUT', `seed must be an integer from 0 to 2^53 − 1; got ${seed}.`)
}

/**
 * Validates the settings of a report, which are options of the measure behind it. Throws BAD_USER_INPUT like
 * that measure.
 */
export function planSettings({ threshold, draws, seed }: ReportSettings): ReportSettings {
  const { options } = requireMeasure('critical-width')
  refuseBadOption(() => readOptions(options, { threshold, draws }))
  return { threshold, draws, seed: readSeed(seed) }
}

const tensorOf: Record<Need, string> = {
  'labels.test': 'labels.test',
  'features.train': 'features.train',
  'labels.train': 'labels.train',
  readout: 'readout.weight',
}

function refuseMissing({ id, needs }: MeasureInfo, input: AnalysisInput): void {
  // Where the tensors are not on record, computing will find out.
  if (input.tensors.length === 0) return
  const missing = needs
    .map((need) => tensorOf[need])
    .filter((name) => !input.tensors.some((tensor) => tensor.name === name))
  if (missing.length === 0) return
  throw new LabError(
    'BAD_USER_INPUT',
    `The measure ${id} needs ${missing.join(' and ')}, which the representation ${input.fileName} (${input.id}) lacks. ` +
      'Upload one that has it, or choose another measure.',
  )
}
