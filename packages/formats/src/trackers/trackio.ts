import { addValue } from './logged-value.ts'
import { parseObject } from './parse-object.ts'
import { baseName } from './paths.ts'
import { SeriesBuilder } from './series-builder.ts'
import { findInDatabases, type Database, type Row } from './sqlite.ts'
import type { TrackedRun, Tracker } from './tracked-run.ts'

/** trackio: a SQLite database per project, whose rows hold the metrics of a step as JSON. */
export const trackio: Tracker = {
  id: 'trackio',
  title: 'trackio',
  find: (tree) => findInDatabases(tree, ['metrics', 'configs'], readRuns),
}

interface Building {
  readonly name: string
  readonly series: SeriesBuilder
  readonly leftOut: Set<string>
  readonly problems: string[]
  config: Readonly<Record<string, unknown>>
  startedAt?: number
  finishedAt?: number
}

function readRuns(database: Database, path: string): TrackedRun[] {
  const project = baseName(path).replace(/\.db$/, '')
  const runs = new Map<string, Building>()
  // Names can repeat; older databases have no ids of runs.
  const find = ({ run_id: id, run_name: name }: Row): Building => {
    const key = String(id ?? name)
    let run = runs.get(key)
    if (!run) {
      run = { name: String(name), series: new SeriesBuilder(), leftOut: new Set(), problems: [], config: {} }
      runs.set(key, run)
    }
    return run
  }
  database.each('select * from configs', (row) => {
    const run = find(row)
    const config = parseObject(row.config)
    if (config) run.config = config
    else run.problems.push('its configuration is no JSON object')
  })
  database.each('select * from metrics order by id', (row) => {
    const run = find(row)
    const time = Date.parse(String(row.timestamp)) / 1000
    if (!Number.isNaN(time)) {
      run.startedAt = Math.min(run.startedAt ?? time, time)
      run.finishedAt = Math.max(run.finishedAt ?? time, time)
    }
    const values = parseObject(row.metrics)
    if (!values) run.problems.push(`row ${row.id} of the metrics is no JSON object`)
    for (const [name, value] of Object.entries(values ?? {}))
      addValue(run.series, run.leftOut, name, value, { step: Number(row.step), time })
  })
  for (const [table, what] of leftOutTables)
    if (database.tables.has(table))
      database.each(`select * from ${table}`, (row) => find(row).leftOut.add(what))
  return [...runs].map(([key, run]) =>
    buildRun(run, `${baseName(path)}/${key}`, `${project}/${key}`, project),
  )
}

/** Tables whose rows have no place in a run. */
const leftOutTables = [
  ['system_metrics', 'statistics of the machine'],
  ['alerts', 'alerts'],
  ['traces', 'traces'],
] as const

function buildRun(run: Building, path: string, id: string, project: string): TrackedRun {
  const { metrics, leftOut } = run.series.build()
  const { _Group: group, _Username: _user, _Created: created, ...config } = run.config
  const begun = Date.parse(String(created)) / 1000
  return {
    path,
    id,
    name: run.name,
    project,
    group: typeof group === 'string' ? group : undefined,
    tags: [],
    config,
    state: 'unknown',
    startedAt: Number.isNaN(begun) ? run.startedAt : begun,
    finishedAt: run.finishedAt,
    metrics,
    stepMetrics: new Map(),
    leftOut: [...run.leftOut, ...leftOut],
    problems: run.problems,
  }
}
