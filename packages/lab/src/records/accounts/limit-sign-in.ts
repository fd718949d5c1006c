import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Attempt to sign in with a password. */
export interface SignInAttempt {
  readonly email: string
  /** Address or network of the client. */
  readonly address: string
}

interface Limit {
  /** Number of consecutive failures without a delay. */
  readonly freeAttempts: number
  /** Seconds of the first delay; each further failure doubles it. */
  readonly firstDelay: number
  readonly maxDelay: number
}

/**
 * Limit of an account at unknown addresses. A stranger who guesses at the account delays its owner there too,
 * so the delay stays short.
 */
const ofAccount: Limit = { freeAttempts: 10, firstDelay: 2, maxDelay: 60 }
const ofAddress: Limit = { freeAttempts: 10, firstDelay: 60, maxDelay: 900 }
/** Limit of an account at an address where it signed in before. */
const ofKnown: Limit = { freeAttempts: 10, firstDelay: 60, maxDelay: 60 }

/** Seconds after the last failure when all failures are forgotten. */
const forgetAfterSeconds = 3600
const maxAddresses = 20

/**
 * Counts an attempt before its password is checked, so that concurrent attempts count as many. Returns 0 if
 * the attempt may proceed, else the seconds until the next one: after ten failures, an account waits up to a
 * minute at addresses where it never signed in, and an address up to a quarter of an hour for any account. An
 * account at a known address is counted separately, so that nobody else can delay it.
 */
export async function admitSignIn(lab: Lab, attempt: SignInAttempt): Promise<number> {
  try {
    await lab.db.transaction().execute(async (db) => {
      for (const [key, limit] of await listLimits(db, attempt)) await count(db, key, limit)
    })
    return 0
  } catch (error) {
    if (error instanceof HeldBack) return error.seconds
    throw error
  }
}

/** Removes an attempt with the right password from the count, and remembers its address. */
export async function acceptSignIn(lab: Lab, userId: string, attempt: SignInAttempt): Promise<void> {
  await lab.db.transaction().execute(async (db) => {
    for (const [key, limit] of await listLimits(db, attempt)) {
      // Whoever has one account must not get new guesses at others by signing in to it.
      if (limit === ofAddress)
        await db.updateTable('signInAttempt').set(oneLess).where('key', '=', key).execute()
      else await db.deleteFrom('signInAttempt').where('key', '=', key).execute()
    }
  })
  await rememberAddress(lab, userId, attempt.address)
}

/** Removes an attempt whose password was not checked from the count. */
export async function withdrawSignIn(lab: Lab, attempt: SignInAttempt): Promise<void> {
  for (const [key] of await listLimits(lab.db, attempt))
    await lab.db.updateTable('signInAttempt').set(oneLess).where('key', '=', key).execute()
}

/** Remembers an address where a user signed in, or proved their identity otherwise. The latest 20 are stored. */
export async function rememberAddress(lab: Lab, userId: string, address: string): Promise<void> {
  if (address === '') return
  await lab.db
    .insertInto('signInAddress')
    .values({ userId, address })
    .onConflict((known) => known.columns(['userId', 'address']).doUpdateSet({ seenAt: sql<Date>`now()` }))
    .execute()
  await lab.db
    .deleteFrom('signInAddress')
    .where('userId', '=', userId)
    .where('address', 'not in', (from) =>
      from
        .selectFrom('signInAddress as kept')
        .select('kept.address')
        .where('kept.userId', '=', userId)
        .orderBy('kept.seenAt', 'desc')
        .limit(maxAddresses),
    )
    .execute()
}

const oneLess = { failures: sql<number>`greatest(failures - 1, 0)`, openAt: sql<Date>`now()` }

/** Lists the counters of an attempt, each with its limit. */
async function listLimits(db: Queries, given: SignInAttempt): Promise<[string, Limit][]> {
  const email = given.email.trim().toLowerCase()
  // An address may be as long as a request; and a table of addresses that were tried is nobody's business.
  const account = createHash('sha256').update(email).digest('base64url')
  const known = await db
    .selectFrom('signInAddress')
    .innerJoin('authUser', 'authUser.id', 'signInAddress.userId')
    .select('authUser.id')
    .where('authUser.email', '=', email)
    .where('signInAddress.address', '=', given.address)
    .executeTakeFirst()
  if (known) return [[`known ${account} ${given.address}`, ofKnown]]
  return [
    [`account ${account}`, ofAccount],
    [`address ${given.address}`, ofAddress],
  ]
}

class HeldBack extends Error {
  readonly seconds: number

  constructor(seconds: number) {
    super(`Held back for ${seconds} s`)
    this.seconds = seconds
  }
}

async function count(db: Queries, key: string, { freeAttempts, firstDelay, maxDelay }: Limit): Promise<void> {
  // In one statement, which others at the same key wait for.
  const counted = await sql`
    insert into sign_in_attempt as known (key, failures, last_at, open_at) values (${key}, 1, now(), now())
    on conflict (key) do update set (failures, last_at, open_at) = (
      select failures, now(), now() + make_interval(secs => case when failures < ${freeAttempts}::int then 0
        else least(${maxDelay}::float8, ${firstDelay}::float8 * power(2, least(failures - ${freeAttempts}::int, 30))) end)
      from (select case when known.last_at < now() - make_interval(secs => ${forgetAfterSeconds}::float8) then 1
        else known.failures + 1 end as failures) as next
    ) where known.open_at <= now()
    returning failures`.execute(db)
  if (counted.rows.length > 0) {
    await sql`delete from sign_in_attempt where last_at < now() - make_interval(secs => ${2 * forgetAfterSeconds}::float8)`.execute(
      db,
    )
    return
  }
  const { openAt } = await db
    .selectFrom('signInAttempt')
    .select('openAt')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  throw new HeldBack(Math.max(1, Math.ceil((openAt.getTime() - Date.now()) / 1000)))
}
