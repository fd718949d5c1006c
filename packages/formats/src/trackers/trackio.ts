import { baseName } from './paths.ts'
import { SeriesBuilder } from './series-builder.ts'
import { findInDatabases, type Database } from './sqlite.ts'
import type { TrackedRun, Tracker } from './tracked-run.ts'

/** trackio: a SQLite database per project, whose rows hold the metrics of a step as JSON. */
export const trackio: Tracker = {
  id: 'trackio',
  title: 'trackio',
  find: (tree) => findInDatabases(tree, ['metrics', 'configs'], readRuns),
}

function readRuns(database: Database, path: string): TrackedRun[] {
  const project = baseName(path).replace(/\.db$/, '')
  const configs = new Map(database.all('select run_name, config from configs').map((row) => [String(row.run_name), parseObject(row.config)])) // prettier-ignore
  const runs = new Map<string, { series: SeriesBuilder; leftOut: Set<string>; problems: string[]; times: number[] }>() // prettier-ignore
  for (const { id, run_name: name, step, metrics, timestamp } of database.all(
    'select * from metrics order by id',
  )) {
    let run = runs.get(String(name))
    if (!run) runs.set(String(name), (run = { series: new SeriesBuilder(), leftOut: new Set(), problems: [], times: [] })) // prettier-ignore
    const time = Date.parse(String(timestamp)) / 1000
    if (!Number.isNaN(time)) run.times.push(time)
    const values = parseObject(metrics)
    if (!values) run.problems.push(`row ${id} of the metrics is no JSON object`)
    for (const [metric, value] of Object.entries(values ?? {})) {
      if (typeof value === 'number') run.series.add(metric, Number(step), value, time)
      else if (typeof value === 'string' && /^-?(NaN|Infinity)$/.test(value))
        run.series.add(metric, Number(step), null, time) // prettier-ignore
      else run.leftOut.add(`values of "${metric}" that are no numbers`)
    }
  }
  return [...runs].map(([name, { series, leftOut, problems, times }]) => ({
    path: `${baseName(path)}/${name}`,
    id: `${project}/${name}`,
    name,
    project,
    tags: [],
    config: configs.get(name) ?? {},
    state: 'unknown',
    startedAt: times.length > 0 ? Math.min(...times) : undefined,
    metrics: series.build(),
    stepMetrics: new Map(),
    leftOut: [...leftOut],
    problems,
  }))
}

function parseObject(json: unknown): Record<string, unknown> | undefined {
  try {
    // Python writes NaN and infinities unquoted.
    const text = String(json).replace(/(?<=[:[,]\s*)(-?Infinity|NaN)(?=\s*[,\]}])/g, '"$1"')
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
