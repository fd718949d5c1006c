import { createHash } from 'node:crypto'
import { chunkSizes, readOptions, type MeasureInfo, type Need, type OptionValues } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead, requireRole } from '../access/authorize.ts'
import type { ReportSettings, RequestedAnalysis } from '../../platform/database/tables.ts'
import { badInput, LabError } from '../../platform/errors/lab-error.ts'
import { rejectBadOption } from '../../platform/errors/reject-bad-option.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { requireMeasure } from '../measures/measures.ts'
import { lastHidden } from '../representations/site.ts'
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
  rejectMissingTensors(measure, input)
  const seed = validateSeed(request.seed ?? 0)
  const options = rejectBadOption(() => readOptions(measure.options, request.options ?? {}))
  const sizes = rejectBadOption(() => chunkSizes(input.width, request.sizes ?? []))
  const { id, version } = measure
  const asked = [input.inputHash, id, version, Object.entries(options).toSorted(), seed, sizes]
  const question = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  return { measure: id, version, options, seed, sizes, question }
}

/** Validates a seed of draws. Throws BAD_USER_INPUT unless it is an integer that JSON carries exactly. */
function validateSeed(seed: number): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed
  throw new LabError('BAD_USER_INPUT', `seed must be an integer from 0 to 2^53 − 1; got ${seed}.`)
}

/**
 * Validates the settings of a report, which are options of the measure behind it. Throws BAD_USER_INPUT like
 * that measure.
 */
export function planSettings({ threshold, draws, seed, site }: ReportSettings): ReportSettings {
  const { options } = requireMeasure('critical-width')
  rejectBadOption(() => readOptions(options, { threshold, draws }))
  return { threshold, draws, seed: validateSeed(seed), ...(site !== undefined && { site }) }
}

const tensorOf: Record<Need, string> = {
  'labels.test': 'labels.test',
  'features.train': 'features.train',
  'labels.train': 'labels.train',
  readout: 'readout.weight',
}

function rejectMissingTensors({ id, needs }: MeasureInfo, input: AnalysisInput): void {
  // Where the tensors are not on record, computing will find out.
  if (input.tensors.length === 0) return
  const missing = needs
    .map((need) => tensorOf[need])
    .filter((name) => !input.tensors.some((tensor) => tensor.name === name))
  if (missing.length === 0) return
  throw new LabError(
    'BAD_USER_INPUT',
    `The measure ${id} needs ${missing.join(' and ')}, which the representation ${input.fileName} (${input.id}) lacks. ` +
      `Add it to that representation, without sending its features again, by mitoscope upload FILE --to ${input.id} (createUpload ` +
      'with additionTo); or choose another measure.',
  )
}

export interface PlannedAnalysis {
  readonly input: AnalysisInput
  readonly plan: AnalysisPlan
}

const maxAnalyses = 2000

/**
 * Plans several measures on the latest representation of each of several runs, run by run: of the site asked for, else of the
 * last hidden layer, or of the only site of the run. Throws NOT_FOUND,
 * FORBIDDEN or BAD_USER_INPUT if any of them is impossible.
 */
export async function planAnalyses(
  lab: Lab,
  actor: Actor,
  runIds: readonly string[],
  analyses: readonly AnalysisRequest[],
  site?: string | null,
): Promise<PlannedAnalysis[]> {
  const runs = [...new Set(runIds)]
  if (runs.length * analyses.length > maxAnalyses)
    throw badInput('runIds', `${runs.length} runs × ${analyses.length} measures are too many`, `Ask for at most ${maxAnalyses}`) // prettier-ignore
  const found = await lab.db
    .selectFrom('representation')
    .selectAll()
    .distinctOn(['runId', 'site'])
    .where(sql<boolean>`run_id = any(${runs}::uuid[])`)
    .where('deletedAt', 'is', null)
    .orderBy(sql`run_id, site, epoch desc nulls first, created_at desc`)
    .execute()
  const inputs = runs.map((id) => {
    const own = found.filter(({ runId }) => runId === id)
    // Strangers are told the same, so that they do not learn which runs there are.
    if (own.length === 0 || !mayRead(actor, own[0].projectId)) throw lacking(id)
    requireRole(actor, own[0].projectId, 'editor', 'representation of the run', id)
    return chooseSite(id, own, site)
  })
  return inputs.flatMap((input) => analyses.map((request) => ({ input, plan: planAnalysis(input, request) })))
}

/** Chooses the representation of a site. Throws BAD_USER_INPUT if it is not there, or none is named and several are. */
function chooseSite(runId: string, own: readonly AnalysisInput[], asked: string | null | undefined) {
  const name = asked ?? lastHidden
  const found = own.find((input) => input.site === name)
  if (found) return found
  if (typeof asked !== 'string' && own.length === 1) return own[0]
  const known = own.map((input) => `"${input.site}"`).join(', ')
  const lacks = typeof asked === 'string' ? `of the site "${asked}"` : 'of the last hidden layer'
  throw new LabError(
    'BAD_USER_INPUT',
    `The run ${runId} has no representation ${lacks}; it has some of ${known}. Name one of these as the site.`,
  )
}

function lacking(runId: string): LabError {
  return new LabError(
    'NOT_FOUND',
    `There is no representation of the run ${runId} to analyse. Upload one (mitoscope upload FILE --run ID), or let one be ` +
      'computed at a checkpoint (representCheckpoints); or check the id.',
  )
}

const maxRequests = 50
/** Largest width of a run that is trained here. */
const maxWidth = 65_536

/**
 * Validates requests for representations that do not exist yet, and fills in their options. Throws
 * BAD_USER_INPUT for a request that no measure of the catalogue accepts.
 */
export function parseRequests(given: readonly AnalysisRequest[]): RequestedAnalysis[] {
  if (given.length > maxRequests)
    throw new LabError(
      'BAD_USER_INPUT',
      `analyses: ${given.length} are too many. Give at most ${maxRequests}.`,
    )
  return given.map(({ measure, options, seed, sizes }) => {
    const known = requireMeasure(measure).options
    return {
      measure,
      options: rejectBadOption(() => readOptions(known, options ?? {})),
      // Left out where they are the default, as in requests from before they could be given.
      ...(seed && { seed: validateSeed(seed) }),
      ...(sizes?.length && { sizes: rejectBadOption(() => validateSizes(sizes)) }),
    }
  })
}

function validateSizes(sizes: readonly number[]): number[] {
  chunkSizes(maxWidth, sizes)
  return [...sizes]
}
