import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../../platform/database/column-types.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { TrainingRun } from './training-run.ts'

/** Input of createRun with defaults filled in; equal inputs are the same run. */
export interface RunIdentity {
  readonly modelId: string
  /** Name of the model when the run was created. */
  readonly modelName: string
  readonly architecture: string
  readonly width: number
  readonly seed: number | null
  readonly weightDecay: number | null
  readonly dataset: string
  readonly name: string
  readonly config: JsonObject
  readonly notes: string
  /** Tags in ascending order. */
  readonly tags: readonly string[]
}

/** Fields of a run that cannot be edited: the only ones to compare for runs whose input was not stored. */
const lasting = ['modelId', 'width', 'seed', 'weightDecay', 'dataset'] as const

/**
 * Throws CONFLICT, with each differing field and the run's id, unless the run was created with this input.
 * Later edits of the run do not count.
 */
export function requireSameInput(run: TrainingRun, asked: Partial<RunIdentity>): void {
  const known: Record<string, unknown> = (run.given as JsonObject | null) ?? pickLasting(run)
  const differing = Object.entries(asked).flatMap(([field, value]) => {
    if (!(field in known)) return []
    // A model is told by its id or by its name: as it was then.
    if (field === 'modelName' && lowerCased(value) === lowerCased(known[field])) return []
    return listDifferences(field, known[field], JSON.parse(JSON.stringify(value ?? null)))
  })
  if (differing.length === 0) return
  const shown = differing.slice(0, maxShown).join('; ')
  const more = differing.length > maxShown ? `; and ${differing.length - maxShown} more` : ''
  throw new LabError(
    'CONFLICT',
    `clientKey "${run.clientKey}" belongs to the run "${run.name}", which was created with other input: ${shown}${more}. ` +
      'Use a key of its own for each run.',
    { runId: run.id },
  )
}

const maxShown = 50
const maxShownLength = 120

function pickLasting(run: TrainingRun): Record<string, unknown> {
  return Object.fromEntries(lasting.map((field) => [field, run[field]]))
}

function lowerCased(value: unknown): string {
  return String(value).toLowerCase()
}

/** Lists the differences of two values, for example "config.lr was 0.1 and is now 0.2". */
function listDifferences(path: string, before: unknown, now: unknown): string[] {
  if (isDeepStrictEqual(before, now)) return []
  if (!isObject(before) || !isObject(now))
    return [`${path} was ${show(before, path)} and is now ${show(now, path)}`]
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  return names.flatMap((name) => listDifferences(`${path}.${name}`, before[name], now[name]))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Prints a value. Null stands for a missing field of the run; within its settings it is a value. */
function show(value: unknown, path: string): string {
  if (value === undefined || (value === null && !path.includes('.'))) return 'not given'
  const text = JSON.stringify(value)
  return text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text
}
