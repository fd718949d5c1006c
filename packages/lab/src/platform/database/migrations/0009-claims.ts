import { sql, type Kysely } from 'kysely'

/** Adds claims: statements of the paper and of the lab, each with its latest verdict, and the history of verdicts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  // Either of the paper, judged by the reports of a sweep (sweep_id, name, paper), or of the lab, with a rule on a model.
  // judged_by: time of the report that the judgement is by.
  `create table claim (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    sweep_id uuid references sweep (id) on delete cascade,
    model_id uuid references model (id) on delete cascade,
    name text,
    statement text not null,
    paper text,
    rule jsonb,
    verdict text not null check (verdict in ('agrees', 'does not agree', 'cannot tell')),
    reason text not null,
    ours jsonb not null default '[]',
    judged_at timestamptz not null default now(),
    judged_by text,
    previous_verdict text,
    turned_at timestamptz,
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    check ((sweep_id is null) = (rule is not null)),
    check ((sweep_id is null) = (name is null)),
    check ((model_id is null) = (rule is null))
  )`,
  `create unique index claim_of_sweep on claim (sweep_id, name)`,
  `create index claim_project on claim (project_id, created_at desc, id)`,
  `create index claim_model on claim (model_id)`,
  `create table claim_judgement (
    id bigint generated always as identity primary key,
    claim_id uuid not null references claim (id) on delete cascade,
    at timestamptz not null default now(),
    verdict text not null,
    reason text not null,
    ours jsonb not null default '[]'
  )`,
  `create index claim_judgement_claim on claim_judgement (claim_id, id desc)`,
]
