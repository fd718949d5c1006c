import { randomUUID } from 'node:crypto'
import { readOptions } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { badInput } from '../../platform/errors/lab-error.ts'
import { rejectBadOption } from '../../platform/errors/reject-bad-option.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { validateName, validateText } from '../../platform/rows/text-fields.ts'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { requireMeasure } from '../measures/measures.ts'
import { lockModel } from '../models/lock-model.ts'
import type { Claim, ClaimRule } from './claim.ts'
import { lockJudging } from './judge-again.ts'
import { findValues, judgeRule } from './judge-rule.ts'
import { writeJudgement } from './write-judgement.ts'

export interface CreateClaimInput {
  readonly modelId: string
  /** Sentence that is judged, in the words of the lab. */
  readonly statement: string
  readonly measure: string
  /** Options of the measure; defaults apply to those left out. */
  readonly options?: Readonly<Record<string, unknown>> | null
  /** Name of a number in the measure's result, for example "groups". */
  readonly scalar: string
  readonly comparison: ClaimRule['comparison']
  readonly threshold: number
  readonly minWidth?: number | null
  readonly maxWidth?: number | null
  readonly weightDecay?: number | null
}

const mostClaims = 1_000

/**
 * Creates a claim of the lab about a model, and judges it by the analyses that exist. It is judged again whenever they
 * change. Throws BAD_USER_INPUT for a rule that nothing could meet.
 */
export async function createClaim(lab: Lab, actor: Actor, input: CreateClaimInput): Promise<Claim> {
  const statement = validateStatement(input.statement)
  const rule = validateRule(input)
  return lab.db.transaction().execute(async (db) => {
    const { id: modelId, projectId } = await lockModel(db, actor, input.modelId)
    const { count } = await db
      .selectFrom('claim')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('modelId', '=', modelId)
      .where('deletedAt', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(count) >= mostClaims)
      throw badInput('modelId', `the model has ${count} claims already`, 'Delete some of them')
    // Whoever judges the project meanwhile waits, and then sees this claim and what it was not judged by yet.
    await lockJudging(db, projectId)
    const values = await findValues(db, modelId, rule)
    if (!values.some(({ hasScalar }) => hasScalar)) await requireScalar(db, projectId, rule)
    const judgement = judgeRule(values, rule)
    const { verdict, reason, ours } = judgement
    const claim = await db
      .insertInto('claim')
      .values({
        id: randomUUID(),
        projectId,
        modelId,
        statement,
        rule: toJson(rule),
        createdBy: actor.userId,
        verdict,
        reason,
        ours: toJson(ours),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await writeJudgement(db, claim.id, judgement)
    const detail = { statement, modelId, ...rule }
    await recordAudit(db, actor, { action: 'createClaim', projectId, subject: `claim ${claim.id}`, detail })
    await publish(db, { kind: 'claim', id: claim.id, projectId })
    return claim
  })
}

/**
 * Throws BAD_USER_INPUT if analyses of the project by a rule's measure have numbers, but none of the rule's name. Before the first
 * analysis the names are not known.
 */
async function requireScalar(db: Queries, projectId: string, { measure, scalar }: ClaimRule): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct jsonb_object_keys(scalars) as name from (
      select analysis.scalars from analysis
      where analysis.project_id = ${projectId} and analysis.measure = ${measure} and analysis.state = 'finished'
        and analysis.deleted_at is null
      order by analysis.created_at desc limit 100) as latest
    order by name`.execute(db)
  const names = rows.map(({ name }) => name)
  if (names.length > 0 && !names.includes(scalar))
    throw badInput('scalar', `analyses by ${measure} have no number "${scalar}"`, `Choose one of ${names.slice(0, 20).join(', ')}`) // prettier-ignore
}

const mostLetters = 2_000

/** Validates the sentence of a claim. Throws BAD_USER_INPUT if it is empty or too long. */
export function validateStatement(given: string): string {
  const statement = validateText('statement', given).trim()
  if (statement === '') throw badInput('statement', 'it is empty', 'Say what the claim is')
  if (statement.length > mostLetters)
    throw badInput('statement', `${statement.length} characters are too many`, `Use at most ${mostLetters}`)
  return statement
}

function validateRule(input: CreateClaimInput): ClaimRule {
  const { threshold, minWidth = null, maxWidth = null, weightDecay = null } = input
  const measure = requireMeasure(input.measure)
  const options = rejectBadOption(() => readOptions(measure.options, input.options ?? {}))
  const scalar = validateName('scalar', input.scalar)
  if (!Number.isFinite(threshold)) throw badInput('threshold', `${threshold} is no number`, 'Give a finite number') // prettier-ignore
  for (const [name, width] of Object.entries({ minWidth, maxWidth }))
    if (width !== null && !(Number.isSafeInteger(width) && width > 0))
      throw badInput(name, `${width} is no width`, 'Give a positive integer')
  if (minWidth !== null && maxWidth !== null && minWidth > maxWidth)
    throw badInput('minWidth', `${minWidth} is above maxWidth ${maxWidth}`, 'Exchange the two')
  if (weightDecay !== null && !(Number.isFinite(weightDecay) && weightDecay >= 0))
    throw badInput('weightDecay', `${weightDecay} is no weight decay`, 'Give a number from 0')
  const { comparison } = input
  return { measure: measure.id, options, scalar, comparison, threshold, minWidth, maxWidth, weightDecay }
}
