import { sql, type Kysely } from 'kysely'

/** Creates the records of a lab. Ids are UUIDs made by the application; times are the database's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // At once: each by itself would take a turn of its own.
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `create table project (
    id uuid primary key,
    name text not null,
    description text not null default '',
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
  )`,
  `create unique index project_name on project (lower(name)) where deleted_at is null`,
  `create table project_member (
    project_id uuid not null references project (id) on delete cascade,
    user_id text not null,
    role text not null check (role in ('viewer', 'editor', 'admin')),
    created_at timestamptz not null default now(),
    primary key (project_id, user_id)
  )`,
  `create index project_member_user on project_member (user_id)`,

  `create table model (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    name text not null,
    architecture text not null,
    dataset text not null,
    recipe jsonb not null default '{}',
    notes text not null default '',
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
  )`,
  `create unique index model_name on model (project_id, lower(name)) where deleted_at is null`,

  // analyses: [{ measure, options }] that start by themselves when a run is finished. report_settings: of the report
  // that was asked for last; report: the last one made, without the draws behind it.
  `create table sweep (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    model_id uuid not null references model (id) on delete cascade,
    name text not null,
    config jsonb not null,
    analyses jsonb not null default '[]',
    report_settings jsonb,
    report jsonb,
    client_key text,
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
  )`,
  `create index sweep_project on sweep (project_id, created_at)`,
  `create unique index sweep_client_key on sweep (project_id, client_key)`,
  `create index sweep_model on sweep (model_id)`,

  // logged: a script of the user's feeds it, and its state is 'logged' until the script says how it ended. The others
  // are trained here.
  `create table training_run (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    model_id uuid not null references model (id) on delete cascade,
    sweep_id uuid references sweep (id) on delete set null,
    name text not null,
    width integer not null check (width > 0),
    seed bigint,
    weight_decay double precision,
    dataset text not null,
    state text not null check (state in ('queued', 'running', 'finished', 'failed', 'cancelled', 'logged')),
    config jsonb not null default '{}',
    notes text not null default '',
    interpolation_epoch integer,
    backend text,
    device text,
    failure jsonb,
    logged boolean not null default false,
    client_key text,
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    deleted_at timestamptz
  )`,
  `create unique index training_run_client_key on training_run (project_id, client_key)`,
  `create index training_run_project on training_run (project_id, created_at desc, id)`,
  `create index training_run_model on training_run (model_id, width)`,
  `create index training_run_sweep on training_run (sweep_id)`,
  `create index training_run_config on training_run using gin (config jsonb_path_ops)`,
  `create table run_tag (
    run_id uuid not null references training_run (id) on delete cascade,
    tag text not null,
    primary key (run_id, tag)
  )`,
  `create index run_tag_tag on run_tag (tag)`,

  // Kept with every write, so that runs can be ordered by them: first_step and last_step are those of all points; last
  // (at last_finite_step), min and max those of the finite ones.
  `create table metric_series (
    id bigint generated always as identity primary key,
    run_id uuid not null references training_run (id) on delete cascade,
    name text not null,
    points bigint not null default 0,
    not_finite bigint not null default 0,
    first_step bigint,
    last_step bigint,
    last_finite_step bigint,
    last double precision,
    min double precision,
    max double precision,
    unique (run_id, name)
  )`,
  `create index metric_series_name_last on metric_series (name, last)`,
  // A value that is not finite is stored as null and counted in its series. Points and buckets are written only while
  // their series is locked: a foreign key would check every row for what is known, and take as long as the rest.
  `create table metric_point (
    series_id bigint not null,
    step bigint not null,
    value double precision,
    primary key (series_id, step)
  )`,
  // Minimum and maximum over 16^level consecutive steps, so that a long series is drawn without reading it.
  `create table metric_bucket (
    series_id bigint not null,
    level smallint not null,
    bucket bigint not null,
    points bigint not null,
    not_finite bigint not null,
    min double precision,
    max double precision,
    min_step bigint,
    max_step bigint,
    primary key (series_id, level, bucket)
  )`,
  `create function delete_metric_points() returns trigger language plpgsql as $$ begin
    delete from metric_point where series_id = old.id;
    delete from metric_bucket where series_id = old.id;
    return old;
  end $$`,
  `create trigger metric_series_deleted after delete on metric_series
    for each row execute function delete_metric_points()`,
  // One row per batch of points of a run: what makes logging idempotent (content is the hash of what was sent), and what
  // subscribers are sent as the change (points: JSON of { name: [[steps], [values]] }, the new ones). Kept for an hour.
  `create table metric_batch (
    id bigint generated always as identity primary key,
    run_id uuid not null references training_run (id) on delete cascade,
    key text not null,
    content text not null,
    points text not null,
    created_at timestamptz not null default now(),
    unique (run_id, key)
  )`,
  `create index metric_batch_created on metric_batch (created_at)`,

  // What this lab's servers sign with; all of them read it here.
  `create table lab_secret (
    name text primary key,
    value text not null,
    created_at timestamptz not null default now()
  )`,

  // Content-addressed: the hash is the SHA-256 of the bytes, in hex.
  `create table blob (
    hash text primary key,
    bytes bigint not null,
    created_at timestamptz not null default now()
  )`,
  `create table checkpoint (
    id uuid primary key,
    run_id uuid not null references training_run (id) on delete cascade,
    epoch integer not null,
    blob_hash text references blob (hash),
    metrics jsonb not null default '{}',
    created_at timestamptz not null default now(),
    unique (run_id, epoch)
  )`,
  // tensors: [{ name, dtype, shape }]; input_hash is the one every analysis result carries.
  `create table representation (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    run_id uuid not null references training_run (id) on delete cascade,
    epoch integer,
    file_name text not null,
    format text not null,
    blob_hash text not null references blob (hash),
    input_hash text not null,
    width integer not null,
    test_rows integer not null,
    train_rows integer,
    classes integer,
    tensors jsonb not null default '[]',
    created_by text,
    created_at timestamptz not null default now(),
    deleted_at timestamptz
  )`,
  `create unique index representation_once on representation (run_id, coalesce(epoch, -1), blob_hash)
    where deleted_at is null`,
  `create index representation_blob on representation (blob_hash)`,

  // A representation on its way in: announced, then sent in pieces. Its hash protects the blob until it has arrived.
  `create table upload (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    run_id uuid not null references training_run (id) on delete cascade,
    epoch integer,
    file_name text not null,
    bytes bigint not null,
    hash text not null,
    state text not null check (state in ('receiving', 'finished', 'failed', 'expired')),
    representation_id uuid references representation (id) on delete set null,
    failure jsonb,
    created_by text,
    actor text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create unique index upload_once on upload (run_id, coalesce(epoch, -1), hash) where state = 'receiving'`,
  `create index upload_expiry on upload (expires_at) where state = 'receiving'`,
  `create index upload_hash on upload (hash) where state = 'receiving'`,

  // question: hash of (input hash, measure, version, options, seed, sizes): the same question has the same answer.
  // result: the shape without its draws; result_blob holds all of it as JSON, and arrays says where in it each array lies.
  `create table analysis (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    run_id uuid not null references training_run (id) on delete cascade,
    representation_id uuid not null references representation (id) on delete cascade,
    measure text not null,
    version integer not null,
    options jsonb not null,
    seed bigint not null,
    sizes jsonb not null default '[]',
    question text not null,
    state text not null check (state in ('queued', 'running', 'finished', 'failed', 'cancelled')),
    result jsonb,
    scalars jsonb not null default '{}',
    arrays jsonb not null default '[]',
    result_blob text references blob (hash),
    provenance jsonb,
    warnings jsonb not null default '[]',
    failure jsonb,
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    deleted_at timestamptz
  )`,
  `create index analysis_question on analysis (question)`,
  `create index analysis_run on analysis (run_id, measure)`,
  `create index analysis_project on analysis (project_id, created_at desc, id)`,
  `create index analysis_blob on analysis (result_blob)`,
  `create index analysis_representation on analysis (representation_id)`,
  // What a sweep's report needs of one run, by its question, so that making the report again is quick.
  `create table run_summary (
    question text primary key,
    representation_id uuid not null references representation (id) on delete cascade,
    blob_hash text not null references blob (hash),
    created_at timestamptz not null default now()
  )`,
  `create index run_summary_blob on run_summary (blob_hash)`,
  `create index run_summary_representation on run_summary (representation_id)`,

  // The queue itself is pg-boss's; a job has the same id there. This row is what people see of it.
  `create table job (
    id uuid primary key,
    project_id uuid not null references project (id) on delete cascade,
    kind text not null check (kind in ('train', 'analyze', 'report')),
    subject_id uuid not null,
    state text not null check (state in ('queued', 'running', 'finished', 'failed', 'cancelled')),
    priority integer not null default 0,
    phase text,
    progress double precision not null default 0,
    seconds_left double precision,
    attempt integer not null default 0,
    max_attempts integer not null default 3,
    time_limit integer not null default 86400,
    worker_id uuid,
    device text,
    heartbeat_at timestamptz,
    cancel_requested boolean not null default false,
    state_blob text references blob (hash),
    failure jsonb,
    request_id text,
    created_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz
  )`,
  `create index job_project on job (project_id, created_at desc, id)`,
  `create index job_subject on job (subject_id)`,
  `create index job_state_blob on job (state_blob) where state_blob is not null`,
  `create index job_running on job (heartbeat_at) where state = 'running'`,
  `create table job_log (
    job_id uuid not null references job (id) on delete cascade,
    line bigint generated always as identity,
    at timestamptz not null default now(),
    message text not null,
    primary key (job_id, line)
  )`,
  `create table worker (
    id uuid primary key,
    host text not null,
    process integer not null,
    device text not null,
    backend text,
    version text not null,
    started_at timestamptz not null default now(),
    seen_at timestamptz not null default now()
  )`,

  `create table audit_event (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor text not null,
    user_id text,
    token_id text,
    request_id text,
    project_id uuid,
    action text not null,
    subject text not null,
    detail jsonb not null default '{}'
  )`,
  `create index audit_event_project on audit_event (project_id, id)`,
]
