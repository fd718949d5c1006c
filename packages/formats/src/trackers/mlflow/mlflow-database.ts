import { describeTags, mlflowState, toSeconds } from './mlflow-run.ts'
import { baseName } from '../paths.ts'
import { SeriesBuilder } from '../series-builder.ts'
import { findInDatabases, type Database, type Row } from '../sqlite.ts'
import type { TrackedRun, Tracker } from '../tracked-run.ts'

/** MLflow's SQLite database, the default of newer versions. */
export const mlflowDatabase: Tracker = {
  id: 'mlflow-database',
  title: 'MLflow (SQLite)',
  find: (tree) => findInDatabases(tree, ['experiments', 'runs', 'metrics', 'params', 'tags'], readRuns),
}

function readRuns(database: Database, path: string): TrackedRun[] {
  const isDeleted = (row: Row | undefined) => row?.lifecycle_stage === 'deleted'
  const experiments = new Map(
    database.all('select * from experiments').map((row) => [row.experiment_id, row]),
  )
  const runs = new Map<string, Building>()
  // What was deleted there is not brought along.
  for (const row of database.all('select * from runs'))
    if (!isDeleted(row) && !isDeleted(experiments.get(row.experiment_id)))
      runs.set(String(row.run_uuid), { row, series: new SeriesBuilder(), params: new Map(), tags: new Map() })
  const add = (kind: 'params' | 'tags', { run_uuid: id, key, value }: Row) =>
    runs.get(String(id))?.[kind].set(String(key), value === null ? '' : String(value))
  database.each('select * from params', (row) => add('params', row))
  database.each('select * from tags', (row) => add('tags', row))
  database.each(
    'select * from metrics order by timestamp',
    ({ run_uuid: id, key, step, value, is_nan: isNan, timestamp }) => {
      // MLflow stores infinities as the largest number.
      const isFinite = !isNan && Math.abs(Number(value)) < Number.MAX_VALUE
      runs
        .get(String(id))
        ?.series.add(String(key), Number(step), isFinite ? Number(value) : null, Number(timestamp) / 1000)
    },
  )
  return [...runs].map(([id, { row, series, params, tags }]) => {
    const project = experiments.get(row.experiment_id)?.name
    series.numberUncounted()
    const { metrics, leftOut } = series.build()
    return {
      path: `${baseName(path)}/${id}`,
      id,
      name: tags.get('mlflow.runName') ?? (row.name ? String(row.name) : id),
      project: project ? String(project) : undefined,
      ...describeTags(tags),
      config: Object.fromEntries(params),
      state: mlflowState(row.status),
      startedAt: toSeconds(row.start_time),
      finishedAt: toSeconds(row.end_time),
      metrics,
      stepMetrics: new Map(),
      leftOut,
      problems: [],
    }
  })
}

interface Building {
  readonly row: Row
  readonly series: SeriesBuilder
  readonly params: Map<string, string>
  readonly tags: Map<string, string>
}
