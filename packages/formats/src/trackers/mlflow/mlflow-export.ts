import { parseObject } from '../parse-object.ts'
import { baseName, folderOf } from '../paths.ts'
import { SeriesBuilder } from '../series-builder.ts'
import type { FileTree, TrackedRun, Tracker } from '../tracked-run.ts'
import { describeTags, mlflowState, toSeconds } from './mlflow-run.ts'

/** mlflow-export-import: run.json in a folder per run, and experiment.json above it. */
export const mlflowExport: Tracker = {
  id: 'mlflow-export',
  title: 'MLflow (export)',
  async find(tree) {
    const found = []
    for (const path of tree.paths) {
      if (baseName(path) !== 'run.json') continue
      const run = await readMlflow(tree, path)
      const info = asObject(run?.info)
      if (!run || (info.run_id === undefined && info.run_uuid === undefined) || info.lifecycle_stage === 'deleted') continue // prettier-ignore
      found.push({ path: folderOf(path), read: async () => [await readRun(tree, path, run)] })
    }
    return found
  },
}

async function readRun(tree: FileTree, path: string, run: Fields): Promise<TrackedRun> {
  const info = asObject(run.info)
  const series = new SeriesBuilder()
  const problems: string[] = []
  for (const [name, points] of Object.entries(asObject(run.metrics)))
    for (const point of Array.isArray(points) ? (points as unknown[]) : []) {
      const { step, value, timestamp } = asObject(point)
      const isNumber = typeof value === 'number' || /^[+-]?(nan|inf|infinity)$/i.test(String(value))
      if (!isNumber) problems.push(`"${name}": ${JSON.stringify(point).slice(0, 80)} is no point`)
      else series.add(name, Number(step ?? 0), typeof value === 'number' ? value : null, toSeconds(timestamp))
    }
  series.numberUncounted()
  const { metrics, leftOut } = series.build()
  const texts = (fields: unknown) => new Map(Object.entries(asObject(fields)).map(([name, value]) => [name, String(value)])) // prettier-ignore
  const tags = texts(run.tags)
  const id = String(info.run_id ?? info.run_uuid)
  return {
    path: folderOf(path),
    id,
    name: tags.get('mlflow.runName') ?? (info.run_name ? String(info.run_name) : id),
    project: await findExperiment(tree, folderOf(path)),
    ...describeTags(tags),
    config: Object.fromEntries(texts(run.params)),
    state: mlflowState(info.status),
    startedAt: toSeconds(info.start_time),
    finishedAt: toSeconds(info.end_time),
    metrics,
    stepMetrics: new Map(),
    leftOut,
    problems,
  }
}

/** Finds the name of the experiment in one of the folders above. */
async function findExperiment(tree: FileTree, folder: string): Promise<string | undefined> {
  for (let place = folder; place !== '';) {
    place = folderOf(place)
    const experiment = asObject((await readMlflow(tree, place === '' ? 'experiment.json' : `${place}/experiment.json`))?.experiment) // prettier-ignore
    if (typeof experiment.name === 'string') return experiment.name
  }
  return undefined
}

type Fields = Readonly<Record<string, unknown>>

async function readMlflow(tree: FileTree, path: string): Promise<Fields | undefined> {
  const found = tree.paths.includes(path) ? parseObject(await tree.read(path))?.mlflow : undefined
  return found === undefined ? undefined : asObject(found)
}

function asObject(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}
