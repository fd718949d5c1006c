import { LabError } from '../errors/lab-error.ts'

const maxAttempts = 10

/**
 * Inserts a record, or finds the one with the same unique value. `insert` returns nothing if another record
 * has the value (`on conflict do nothing`), and `find` selects that record with a lock (`for share`), so that
 * it stays until the transaction ends. The other record may be deleted between the two statements; then both
 * are tried again.
 */
export async function insertOrFind<T>(
  insert: () => Promise<T | undefined>,
  find: () => Promise<T | undefined>,
): Promise<{ readonly row: T; readonly created: boolean }> {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const made = await insert()
    if (made) return { row: made, created: true }
    const found = await find()
    if (found) return { row: found, created: false }
  }
  throw new LabError(
    'UNAVAILABLE',
    'Other requests keep creating and deleting the same record. Try again later.',
  )
}
