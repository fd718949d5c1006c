import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { JudgedClaim } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Claim } from './claim.ts'
import { findValues, judgeRule } from './judge-rule.ts'
import { updateJudgement, writeJudgement } from './write-judgement.ts'

/** Number of claims that are judged in one transaction: others use the database in between. */
const together = 50

/**
 * Judges the claims of a project again: those of the paper by the latest reports of some sweeps, by default of all, and
 * those of the lab by their rules. Claims that cannot be judged hold up no others; rejects then with the first error.
 */
export async function judgeProject(
  lab: Lab,
  projectId: string,
  sweepIds?: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const claims = await lab.db.transaction().execute(async (db) => {
    await lockJudging(db, projectId)
    await judgeByReports(db, projectId, sweepIds)
    const ofLab = db.selectFrom('claim').selectAll().where('projectId', '=', projectId)
    return ofLab.where('rule', 'is not', null).where('deletedAt', 'is', null).orderBy('id').execute()
  })
  const failures: unknown[] = []
  for (const ids of groupByNumber(claims)) {
    if (signal?.aborted) return
    await judgeClaims(lab, projectId, ids).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

/** Judges claims of the lab again that are about one number of one model. */
export function judgeClaims(lab: Lab, projectId: string, ids: readonly string[]): Promise<void> {
  return lab.db.transaction().execute(async (db) => {
    await lockJudging(db, projectId)
    await judgeByRules(db, ids)
  })
}

/** Waits until nobody else judges or creates claims of the project, to the end of the transaction. */
export async function lockJudging(db: Queries, projectId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claims ${projectId}`}, 0))`.execute(db)
}

interface ReportedClaims {
  readonly sweepId: string
  readonly madeAt: string
  readonly claims: readonly JudgedClaim[]
}

/** Judges the claims of the paper by those reports that have not judged them yet. */
async function judgeByReports(db: Queries, projectId: string, sweepIds?: readonly string[]): Promise<void> {
  if (sweepIds?.length === 0) return
  const chosen = sweepIds ? sql`sweep.id = any(${[...sweepIds]}::uuid[])` : sql`true`
  const { rows } = await sql<ReportedClaims>`
    select sweep.id as sweep_id, sweep.report ->> 'madeAt' as made_at, sweep.report -> 'claims' as claims from sweep
    where sweep.project_id = ${projectId} and ${chosen} and sweep.deleted_at is null
      and sweep.report -> 'claims' is not null
      and not exists (select from claim
        where claim.sweep_id = sweep.id and claim.judged_by = sweep.report ->> 'madeAt')
    for key share`.execute(db)
  for (const { sweepId, madeAt, claims } of rows) {
    const known = await db.selectFrom('claim').selectAll().where('sweepId', '=', sweepId).execute()
    const byName = new Map(known.map((claim) => [claim.name, claim]))
    for (const judged of claims) {
      const claim = byName.get(judged.id)
      // A deleted claim is out of sight, and is judged again all the same: it may be restored.
      if (claim) await updateJudgement(db, claim, judged)
      else await insertClaim(db, projectId, sweepId, judged)
    }
    await db.updateTable('claim').set({ judgedBy: madeAt }).where('sweepId', '=', sweepId).execute()
  }
}

async function insertClaim(
  db: Queries,
  projectId: string,
  sweepId: string,
  judged: JudgedClaim,
): Promise<void> {
  const id = randomUUID()
  const { id: name, statement, paper, verdict, reason, ours } = judged
  await db
    .insertInto('claim')
    .values({ id, projectId, sweepId, name, statement, paper, verdict, reason, ours: toJson(ours) })
    .execute()
  await writeJudgement(db, id, judged)
  await publish(db, { kind: 'claim', id, projectId, subjectId: sweepId })
}

/** Groups claims of the lab by the number that they are about, so that each is found once for many, and returns their ids. */
function groupByNumber(claims: readonly Claim[]): string[][] {
  const groups = new Map<string, string[][]>()
  for (const { id, modelId, rule } of claims) {
    const key = JSON.stringify([modelId, rule!.measure, rule!.options, rule!.scalar])
    const own = groups.get(key)
    const last = own?.at(-1)
    if (!own) groups.set(key, [[id]])
    else if (last && last.length < together) last.push(id)
    else own.push([id])
  }
  return [...groups.values()].flat()
}

async function judgeByRules(db: Queries, ids: readonly string[]): Promise<void> {
  const own = db.selectFrom('claim').selectAll().where('id', 'in', ids)
  const claims = await own.orderBy('id').forUpdate().execute()
  if (claims.length === 0) return
  const [{ modelId, rule }] = claims
  const values = await findValues(db, modelId!, rule!)
  for (const claim of claims) {
    await updateJudgement(db, claim, judgeRule(values, claim.rule!))
    await setImmediate()
  }
}
