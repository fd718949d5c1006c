import type { Lab } from '../lab.ts'

/** Returns the length of each blob in bytes, by hash. */
export async function countBytes({ db }: Lab, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map()
  const rows = await db.selectFrom('blob').select(['hash', 'bytes']).where('hash', 'in', hashes).execute()
  return new Map(rows.map(({ hash, bytes }) => [hash, bytes]))
}
