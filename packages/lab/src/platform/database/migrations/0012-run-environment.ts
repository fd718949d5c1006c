import { sql, type Kysely } from 'kysely'

/**
 * Adds what surrounds a run: its environment, apart from the configuration that tells groups from each other; its group and job
 * type as its script names them; and the run that it belongs to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  // parent_kind stays where the parent was purged: the run is still a part or a continuation of something.
  `alter table training_run
    add column environment jsonb not null default '{}',
    add column run_group text,
    add column job_type text,
    add column parent_id uuid references training_run (id) on delete set null,
    add column parent_kind text check (parent_kind in ('nested', 'resumed', 'forked')),
    add column parent_step bigint,
    add constraint training_run_parent_step_check check (parent_step is null or parent_kind = 'forked')`,
  `create index training_run_parent on training_run (parent_id) where parent_id is not null`,
  `create index training_run_group on training_run (project_id, run_group) where run_group is not null`,
]
