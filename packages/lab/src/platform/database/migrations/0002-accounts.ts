import { sql, type Kysely } from 'kysely'

/**
 * Creates accounts. The tables auth_* and api_token are those of Better Auth, under our names for tables and
 * columns (a test checks that none is missing); site_admin, disabled_at and account_invitation are ours.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // At once: each by itself would take a turn of its own.
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `create table auth_user (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null,
    image text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    site_admin boolean not null default false,
    disabled_at timestamptz
  )`,
  `create table auth_session (
    id text primary key,
    expires_at timestamptz not null,
    token text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null,
    ip_address text,
    user_agent text,
    user_id text not null references auth_user (id) on delete cascade
  )`,
  `create index auth_session_user on auth_session (user_id)`,
  `create table auth_account (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    user_id text not null references auth_user (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null
  )`,
  `create index auth_account_user on auth_account (user_id)`,
  `create table auth_verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index auth_verification_identifier on auth_verification (identifier)`,
  `create table auth_rate_limit (
    id text primary key,
    key text not null unique,
    count integer not null,
    last_request bigint not null
  )`,
  // reference_id is the user's id; key is the SHA-256 of the token.
  `create table api_token (
    id text primary key,
    config_id text not null,
    name text,
    start text,
    reference_id text not null,
    prefix text,
    key text not null,
    refill_interval integer,
    refill_amount integer,
    last_refill_at timestamptz,
    enabled boolean,
    rate_limit_enabled boolean,
    rate_limit_time_window integer,
    rate_limit_max integer,
    request_count integer,
    remaining integer,
    last_request timestamptz,
    expires_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    permissions text,
    metadata text
  )`,
  `create index api_token_config on api_token (config_id)`,
  `create index api_token_reference on api_token (reference_id)`,
  `create unique index api_token_key on api_token (key)`,

  // A one-time link: to a new account, or, with user_id, to a new password of an old one.
  `create table account_invitation (
    id uuid primary key,
    token_hash text not null unique,
    email text,
    user_id text references auth_user (id) on delete cascade,
    site_admin boolean not null default false,
    projects jsonb not null default '[]',
    created_by text,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index account_invitation_email on account_invitation (email) where used_at is null`,
]
