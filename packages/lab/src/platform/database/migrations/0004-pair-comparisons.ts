import { sql, type Kysely } from 'kysely'

/** Adds comparisons of two representations: a kind of job, and its results. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `alter table job drop constraint job_kind_check`,
  `alter table job add constraint job_kind_check
    check (kind in ('train', 'analyze', 'report', 'represent', 'compare'))`,
  // question: of both inputs in either order, the measure and its options. first_input and second_input: input hashes.
  `create table pair_comparison (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    first_id uuid not null references representation (id) on delete cascade,
    second_id uuid not null references representation (id) on delete cascade,
    first_run_id uuid not null references training_run (id) on delete cascade,
    second_run_id uuid not null references training_run (id) on delete cascade,
    first_input text not null,
    second_input text not null,
    measure text not null,
    version integer not null,
    options jsonb not null,
    question text not null,
    state text not null check (state in ('queued', 'running', 'finished', 'failed', 'cancelled')),
    scalars jsonb not null default '[]',
    provenance jsonb,
    warnings jsonb not null default '[]',
    failure jsonb,
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    deleted_at timestamptz,
    check (first_id <> second_id)
  )`,
  `create index pair_comparison_question on pair_comparison (question)`,
  `create index pair_comparison_project on pair_comparison (project_id, created_at desc, id)`,
  `create index pair_comparison_first on pair_comparison (first_id)`,
  `create index pair_comparison_second on pair_comparison (second_id)`,
  `create index pair_comparison_first_run on pair_comparison (first_run_id)`,
  `create index pair_comparison_second_run on pair_comparison (second_run_id)`,
]
