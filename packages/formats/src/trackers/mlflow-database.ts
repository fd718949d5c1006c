import { mlflowState } from './mlflow-files.ts'
import { baseName } from './paths.ts'
import { SeriesBuilder } from './series-builder.ts'
import { findInDatabases, type Database, type Row } from './sqlite.ts'
import type { TrackedRun, Tracker } from './tracked-run.ts'

/** MLflow's SQLite database, the default of newer versions. */
export const mlflowDatabase: Tracker = {
  id: 'mlflow-database',
  title: 'MLflow (SQLite)',
  find: (tree) => findInDatabases(tree, ['experiments', 'runs', 'metrics', 'params', 'tags'], readRuns),
}

function readRuns(database: Database, path: string): TrackedRun[] {
  const experiments = new Map(
    database.all('select * from experiments').map((row) => [row.experiment_id, row]),
  )
  const ofRun = (table: string, order = '') => {
    const rows = new Map<string, Row[]>()
    for (const row of database.all(`select * from ${table}${order}`)) {
      const id = String(row.run_uuid)
      const own = rows.get(id)
      if (own) own.push(row)
      else rows.set(id, [row])
    }
    return (id: string): readonly Row[] => rows.get(id) ?? []
  }
  const [metricsOf, paramsOf, tagsOf] = [ofRun('metrics', ' order by key, step, timestamp'), ofRun('params'), ofRun('tags')] // prettier-ignore
  // What was deleted there is not brought along.
  const runs = database.all(
    "select * from runs where lifecycle_stage is null or lifecycle_stage <> 'deleted'",
  )
  return runs.map((run) => {
    const id = String(run.run_uuid)
    const series = new SeriesBuilder()
    for (const { key, step, value, is_nan: isNan, timestamp } of metricsOf(id))
      series.add(String(key), Number(step), isNan ? null : Number(value), Number(timestamp) / 1000)
    const tags = new Map(tagsOf(id).map(({ key, value }) => [String(key), String(value)]))
    const seconds = (time: Row[string]) => (typeof time === 'number' ? time / 1000 : undefined)
    const project = experiments.get(run.experiment_id)?.name
    return {
      path: `${baseName(path)}/${id}`,
      id,
      name: tags.get('mlflow.runName') ?? (run.name ? String(run.name) : id),
      project: project ? String(project) : undefined,
      parent: tags.get('mlflow.parentRunId'),
      notes: tags.get('mlflow.note.content'),
      tags: [...tags].flatMap(([name, value]) => (name.startsWith('mlflow.') ? [] : [`${name}=${value}`])),
      config: Object.fromEntries(paramsOf(id).map(({ key, value }) => [String(key), value])),
      state: mlflowState(run.status),
      startedAt: seconds(run.start_time),
      finishedAt: seconds(run.end_time),
      metrics: series.build(),
      stepMetrics: new Map(),
      leftOut: [],
      problems: [],
    }
  })
}
