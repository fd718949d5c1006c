import { sql, type Kysely } from 'kysely'

/**
 * Slows down password guessing. sign_in_attempt counts failures by account, by address, or by both;
 * sign_in_address stores the addresses where an account signed in, whose owner strangers must not delay.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `create table sign_in_attempt (
    key text primary key,
    failures integer not null,
    last_at timestamptz not null,
    open_at timestamptz not null
  )`,
  `create index sign_in_attempt_last on sign_in_attempt (last_at)`,
  `create table sign_in_address (
    user_id text not null references auth_user (id) on delete cascade,
    address text not null,
    seen_at timestamptz not null default now(),
    primary key (user_id, address)
  )`,
]
