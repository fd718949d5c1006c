import { sql } from 'kysely'
import type { JsonObject } from '../../../platform/database/column-types.ts'
import type { Queries } from '../../../platform/database/database.ts'
import { toJson } from '../../../platform/database/json.ts'
import type { ParentKind } from '../../../platform/database/run-tables.ts'
import { badInput, notFound } from '../../../platform/errors/lab-error.ts'
import { mergeJson, validateJson } from '../../../platform/rows/json-fields.ts'
import { validateName } from '../../../platform/rows/text-fields.ts'
import type { TrainingRun } from '../training-run.ts'

/** Run that another one belongs to. */
export interface RunParentInput {
  readonly runId: string
  readonly kind: ParentKind
  /** Step at which the run was forked; only of forks. */
  readonly step?: number | null
}

/** Surroundings of a run, no part of its configuration; fields that are not given stay. */
export interface RunSurroundings {
  /** Patch (RFC 7396) of commit, command, host, packages and the like. */
  readonly environment?: JsonObject | null
  /** Name of the group; empty for none. */
  readonly group?: string | null
  /** Kind of job, for example "eval"; empty for none. */
  readonly jobType?: string | null
  readonly parent?: RunParentInput | null
}

/** Returns the columns that the input sets. Throws BAD_USER_INPUT for impossible ones. */
export function parseSurroundings(
  { environment, group, jobType, parent }: RunSurroundings,
  before: JsonObject = {},
) {
  const parseText = (field: string, text: string) => (text.trim() === '' ? null : validateName(field, text))
  if (parent) validateStep(parent)
  return {
    ...(environment && {
      environment: toJson(validateJson('environment', mergeJson(before, environment))),
    }),
    ...(typeof group === 'string' && { runGroup: parseText('group', group) }),
    ...(typeof jobType === 'string' && { jobType: parseText('jobType', jobType) }),
    ...(parent && { parentId: parent.runId, parentKind: parent.kind, parentStep: parent.step ?? null }),
  }
}

function validateStep({ kind, step = null }: RunParentInput): void {
  if (step === null) return
  if (kind !== 'forked')
    throw badInput('parent.step', `a run of the kind ${kind.toUpperCase()} has none`, 'Leave it out')
  if (!Number.isSafeInteger(step) || step < 0)
    throw badInput(
      'parent.step',
      `it must be a whole number from 0; got ${step}`,
      'Give the step of the fork',
    )
}

/** Throws NOT_FOUND for a parent outside the project, and BAD_USER_INPUT if the run is above its parent. */
export async function requireParent(
  db: Queries,
  { id, projectId }: Pick<TrainingRun, 'id' | 'projectId'>,
  { runId }: RunParentInput,
): Promise<void> {
  // One at a time in a project: two runs that become each other's parent would both find nothing above.
  await sql`select pg_advisory_xact_lock(hashtext(${`parents ${projectId}`}))`.execute(db)
  const { rows } = await sql<{ id: string }>`
    with recursive above (id, parent_id) as (
      select id, parent_id from training_run where id = ${runId} and project_id = ${projectId}
      union select run.id, run.parent_id from training_run as run join above on run.id = above.parent_id
    ) select id from above`.execute(db)
  if (rows.length === 0) throw notFound('training run', runId)
  if (rows.some((row) => row.id === id))
    throw badInput(
      'parent',
      `the run ${id} would be above itself`,
      'Name a run that does not descend from it',
    )
}
