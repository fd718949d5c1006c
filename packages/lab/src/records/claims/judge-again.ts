import { randomUUID } from 'node:crypto'
import type { JudgedClaim } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { judgeRule } from './judge-rule.ts'
import { updateJudgement, writeJudgement } from './write-judgement.ts'

/**
 * Judges the claims of a project again: those of the paper by the latest reports of some sweeps, by default of all, and
 * those of the lab by their rules.
 */
export function judgeProject(lab: Lab, projectId: string, sweepIds?: readonly string[]): Promise<void> {
  return lab.db.transaction().execute(async (db) => {
    // Servers that judge the same project wait for each other, and then find nothing new.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`claims ${projectId}`}, 0))`.execute(db)
    await judgeByReports(db, projectId, sweepIds)
    await judgeByRules(db, projectId)
  })
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

async function judgeByRules(db: Queries, projectId: string): Promise<void> {
  const claims = await db
    .selectFrom('claim')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('rule', 'is not', null)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const claim of claims)
    await updateJudgement(db, claim, await judgeRule(db, claim.modelId!, claim.rule!))
}
