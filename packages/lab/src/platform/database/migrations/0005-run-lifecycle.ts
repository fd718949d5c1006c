import { sql, type Kysely } from 'kysely'

/**
 * Adds heartbeats of logged runs, their creation input, and the branches that resuming cuts from their
 * metrics.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `alter table training_run drop constraint training_run_state_check`,
  `alter table training_run add constraint training_run_state_check
    check (state in ('queued', 'running', 'finished', 'failed', 'cancelled', 'logged', 'crashed'))`,
  // given: the input of createRun, with which a second call under the same client key is compared. heartbeat_seconds:
  // longest silence that the caller promised. Runs from before have neither, and never count as crashed.
  `alter table training_run
    add column given jsonb,
    add column heartbeat_at timestamptz,
    add column heartbeat_seconds integer`,
  `create index training_run_logged on training_run (id) where state = 'logged'`,
  // Points that resuming a run cut off. A branch's series have ids of metric_series' sequence: their points and buckets
  // lie beside those of the others, and are read by the same statements.
  `create table run_branch (
    id uuid primary key,
    run_id uuid not null references training_run (id) on delete cascade,
    from_step bigint not null,
    points bigint not null,
    created_by text,
    cut_at timestamptz not null default now()
  )`,
  `create index run_branch_run on run_branch (run_id, cut_at)`,
  `create table branch_series (
    id bigint primary key default nextval(pg_get_serial_sequence('metric_series', 'id')),
    branch_id uuid not null references run_branch (id) on delete cascade,
    name text not null,
    points bigint not null default 0,
    not_finite bigint not null default 0,
    first_step bigint,
    last_step bigint,
    last_finite_step bigint,
    last double precision,
    min double precision,
    max double precision,
    unique (branch_id, name)
  )`,
  `create trigger branch_series_deleted after delete on branch_series
    for each row execute function delete_metric_points()`,
]
