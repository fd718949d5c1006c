import { isDeepStrictEqual } from 'node:util'
import type { Judgement } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { publish } from '../../platform/events/events.ts'
import type { Claim } from './claim.ts'

/** Adds a judgement to the history of a claim. */
export async function writeJudgement(db: Queries, claimId: string, judgement: Judgement): Promise<void> {
  const { verdict, reason, ours } = judgement
  await db
    .insertInto('claimJudgement')
    .values({ claimId, verdict, reason, ours: toJson(ours) })
    .execute()
}

/**
 * Writes a new judgement of a claim, with its history, and publishes the change; does nothing if it says what the latest
 * one says. A verdict that differs is a turn.
 */
export async function updateJudgement(db: Queries, claim: Claim, judgement: Judgement): Promise<void> {
  const { id, projectId, sweepId } = claim
  const { verdict, reason, ours } = judgement
  // By value, since the database orders the keys of JSON, and as JSON, which has no infinite ends of intervals and no −0.
  const isKnown = isDeepStrictEqual(claim.ours, JSON.parse(toJson(ours)))
  if (claim.verdict === verdict && claim.reason === reason && isKnown) return
  await db
    .updateTable('claim')
    .set({
      verdict,
      reason,
      ours: toJson(ours),
      judgedAt: sql<Date>`now()`,
      updatedAt: sql<Date>`now()`,
      ...(claim.verdict !== verdict && { previousVerdict: claim.verdict, turnedAt: sql<Date>`now()` }),
    })
    .where('id', '=', id)
    .execute()
  await writeJudgement(db, id, judgement)
  await publish(db, { kind: 'claim', id, projectId, subjectId: sweepId ?? undefined })
}
