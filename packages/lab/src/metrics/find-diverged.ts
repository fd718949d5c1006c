import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { hasDiverged } from './ended-not-finite.ts'

/** Finds the runs among these of which a loss ended not finite, in one statement. */
export async function findDiverged(lab: Lab, runIds: readonly string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select run.id from training_run as run
    where run.id = any(${[...runIds]}::uuid[]) and ${hasDiverged('run')}`.execute(lab.db)
  return new Set(rows.map(({ id }) => id))
}
