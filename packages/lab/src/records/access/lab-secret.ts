import { randomBytes } from 'node:crypto'
import type { Queries } from '../../platform/database/database.ts'

/**
 * Returns the lab's random secret of this name, created at the first call and stored in the database, so that
 * all servers of a lab share it.
 */
export async function labSecret(db: Queries, name: string): Promise<string> {
  const find = () => db.selectFrom('labSecret').select('value').where('name', '=', name).executeTakeFirst()
  const known = await find()
  if (known) return known.value
  await db
    .insertInto('labSecret')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const made = await find()
  if (!made) throw new Error(`The secret ${name} was not kept`)
  return made.value
}
