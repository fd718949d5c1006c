import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { PairComparison } from './pair-comparison.ts'
import type { PlannedComparison } from './plan-comparison.ts'

/** Existing comparisons, by the question they answer. */
export interface KnownComparisons {
  /** Returns the latest comparison of exactly these two representations, in either order. */
  own(plan: PlannedComparison): PairComparison | undefined
  /** Returns a finished comparison, also of other representations with the same bytes. */
  answered(plan: PlannedComparison): PairComparison | undefined
}

/** Finds earlier comparisons for the same questions, anywhere in the lab: the same bytes have the same answer. */
export async function findKnown(db: Queries, asked: readonly PlannedComparison[]): Promise<PairComparison[]> {
  const questions = [...new Set(asked.map(({ question }) => question))]
  return db
    .selectFrom('pairComparison')
    .selectAll()
    .where(sql<boolean>`question = any(${questions}::text[])`)
    .where('deletedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** Indexes comparisons, sorted newest first, by question. */
export function knownComparisons(found: readonly PairComparison[]): KnownComparisons {
  const byQuestion = new Map<string, PairComparison[]>()
  for (const each of found) {
    const others = byQuestion.get(each.question)
    if (others) others.push(each)
    else byQuestion.set(each.question, [each])
  }
  const of = ({ question }: PlannedComparison) => byQuestion.get(question) ?? []
  return {
    own(plan) {
      const pair = [plan.first.id, plan.second.id]
      return of(plan).find(({ firstId, secondId }) => pair.includes(firstId) && pair.includes(secondId))
    },
    answered: (plan) => of(plan).find(({ state }) => state === 'finished'),
  }
}
