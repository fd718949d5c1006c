import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  /** Table that the column points to. */
  readonly target: string | null
  readonly targetColumn: string | null
}

/** Values that constraints ask for, by table and column; the others are made from the type. */
const required: Readonly<Record<string, readonly unknown[]>> = {
  'project_member.role': ['editor', 'viewer'],
  'training_run.state': ['finished', 'logged'],
  'upload.state': ['receiving', 'finished'],
  'analysis.state': ['finished', 'failed'],
  'pair_comparison.state': ['finished', 'queued'],
  'job.kind': ['train', 'compare'],
  'job.state': ['finished', 'queued'],
  'claim.verdict': ['agrees', 'cannot tell'],
  'claim.model_id': [null, null],
  'claim.rule': [null, null],
  'lab_identity.single': [true],
  // Series have ids that the database counts from 1.
  'metric_point.series_id': [1, 2],
  'metric_bucket.series_id': [1, 2],
}

/** Rows of each table; a table that may hold one has one. */
const rowsOf = (table: string) => (table === 'lab_identity' ? 1 : 2)

const texts: Readonly<Record<string, (row: number) => unknown>> = {
  uuid: () => randomUUID(),
  text: (row) => `text ${row}`,
  integer: (row) => 8 + row,
  smallint: (row) => 1 + row,
  bigint: (row) => 2 ** 40 + row,
  'double precision': (row) => 0.25 + row,
  boolean: () => true,
  jsonb: (row) => JSON.stringify({ some: { value: row } }),
  'timestamp with time zone': (row) => new Date(Date.UTC(2026, row, 1)),
}

/** Fills every table of the schema, in whichever version it is, with rows that point to each other. Returns the tables. */
export async function fillTables<T>(db: Kysely<T>): Promise<string[]> {
  const columns = await listColumns(db)
  const made = new Map<string, Record<string, unknown>[]>()
  let waiting = [...new Set(columns.map(({ table }) => table))]
  while (waiting.length > 0) {
    const ready = waiting.filter((table) =>
      columns.every(
        (column) =>
          column.table !== table || !column.target || column.target === table || made.has(column.target),
      ),
    )
    if (ready.length === 0) throw new Error(`The tables ${waiting.join(', ')} wait for each other.`)
    for (const table of ready) {
      const own = columns.filter((column) => column.table === table)
      const rows = Array.from({ length: rowsOf(table) }, (_, row) => makeRow(own, made, row))
      for (const row of rows) await insert(db, table, row)
      made.set(table, rows)
    }
    waiting = waiting.filter((table) => !made.has(table))
  }
  return [...made.keys()].toSorted()
}

function makeRow(
  columns: readonly Column[],
  made: ReadonlyMap<string, Record<string, unknown>[]>,
  row: number,
) {
  return Object.fromEntries(
    columns.map(({ table, name, type, target, targetColumn }): [string, unknown] => {
      const fixed = required[`${table}.${name}`]
      if (fixed) return [name, fixed[row]]
      // A pair is of two different ones.
      const place = name.startsWith('second_') ? 1 - row : row
      if (target === table) return [name, null]
      if (target) return [name, made.get(target)![place][targetColumn!]]
      return [name, texts[type](row)]
    }),
  )
}

async function insert<T>(
  db: Kysely<T>,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Object.keys(row)
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    values (${sql.join(names.map((name) => row[name]))})`.execute(db.withoutPlugins())
}

/** Lists the columns that an insert sets: all but those that the database counts. */
async function listColumns<T>(db: Kysely<T>): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as "table", c.column_name as name, c.data_type as type,
      target.relname as target, attribute.attname as "targetColumn"
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    left join pg_constraint key on key.contype = 'f' and key.conrelid = c.table_name::regclass
      and key.conkey = array[c.ordinal_position::smallint]
    left join pg_class target on target.oid = key.confrelid
    left join pg_attribute attribute on attribute.attrelid = key.confrelid and attribute.attnum = key.confkey[1]
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like 'kysely%'
      and c.is_identity = 'NO' and coalesce(c.column_default, '') not like 'nextval%'
    order by c.table_name, c.ordinal_position`.execute(db.withoutPlugins())
  return rows
}
