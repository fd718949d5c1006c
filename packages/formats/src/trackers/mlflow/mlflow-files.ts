import { describeTags, mlflowState, toSeconds } from './mlflow-run.ts'
import { parseYaml } from '../parse-yaml.ts'
import { baseName, folderOf } from '../paths.ts'
import { SeriesBuilder } from '../series-builder.ts'
import type { FileTree, TrackedRun, Tracker } from '../tracked-run.ts'

/** MLflow's file store: a folder per experiment, and in it one per run with metrics, params and tags as files. */
export const mlflowFiles: Tracker = {
  id: 'mlflow-files',
  title: 'MLflow (files)',
  async find(tree) {
    const found = []
    for (const path of tree.paths) {
      if (baseName(path) !== 'meta.yaml' || /(^|\/)\.trash\//.test(path)) continue
      const meta = await readYaml(tree, path)
      // The versions of a registered model name the run that made them.
      if ((meta?.run_id === undefined && meta?.run_uuid === undefined) || meta.experiment_id === undefined)
        continue
      const folder = folderOf(path)
      // What was deleted there is not brought along.
      if (meta.lifecycle_stage === 'deleted') continue
      found.push({ path: folder, read: async () => [await readRun(tree, folder, meta)] })
    }
    return found
  },
}

async function readRun(
  tree: FileTree,
  folder: string,
  meta: Readonly<Record<string, unknown>>,
): Promise<TrackedRun> {
  const series = new SeriesBuilder()
  const [config, tags] = [new Map<string, string>(), new Map<string, string>()]
  const problems: string[] = []
  const leftOut = new Set<string>()
  const prefix = folder === '' ? '' : `${folder}/`
  for (const path of tree.paths) {
    if (!path.startsWith(prefix)) continue
    const [kind, ...rest] = path.slice(prefix.length).split('/')
    const name = rest.join('/')
    if (name === '') continue
    if (kind === 'artifacts') leftOut.add('artifacts')
    else if (kind === 'metrics') addPoints(series, name, await readText(tree, path), problems)
    else if (kind === 'params') config.set(name, await readText(tree, path))
    else if (kind === 'tags') tags.set(name, await readText(tree, path))
  }
  series.numberUncounted()
  const { metrics, leftOut: again } = series.build()
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  const id = String(meta.run_id ?? meta.run_uuid)
  const experiment = await readYaml(tree, `${folderOf(folder)}/meta.yaml`)
  return {
    path: folder,
    id,
    name: tags.get('mlflow.runName') ?? text(meta.run_name) ?? text(meta.name) ?? id,
    project: text(experiment?.name),
    ...describeTags(tags),
    config: Object.fromEntries(config),
    state: mlflowState(meta.status),
    startedAt: toSeconds(meta.start_time),
    finishedAt: toSeconds(meta.end_time),
    metrics,
    stepMetrics: new Map(),
    leftOut: [...leftOut, ...again],
    problems,
  }
}

/** Adds the points of a metric's file: a line each, with the time in milliseconds, the value and, but in old files, the step. */
function addPoints(series: SeriesBuilder, name: string, text: string, problems: string[]): void {
  const lines = text.split('\n')
  const bad: number[] = []
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const [time, value, step = '0'] = line.trim().split(/\s+/)
    const number = parseValue(value ?? '')
    if (number === undefined || !/^\d+$/.test(time) || !/^-?\d+$/.test(step)) bad.push(i + 1)
    else series.add(name, Number(step), number, Number(time) / 1000)
  }
  if (bad.length > 0)
    problems.push(`metrics/${name}: ${bad.length === 1 ? `line ${bad[0]} is` : `${bad.length} lines, the first is line ${bad[0]}, are`} no point`) // prettier-ignore
}

/** Returns a number as Python prints it, null for one that is not finite, undefined for any other text. */
function parseValue(text: string): number | null | undefined {
  if (/^[+-]?(nan|inf|infinity)$/i.test(text)) return null
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? value : undefined
}

async function readYaml(tree: FileTree, path: string) {
  return tree.paths.includes(path) ? parseYaml(await readText(tree, path)) : undefined
}

async function readText(tree: FileTree, path: string): Promise<string> {
  return new TextDecoder().decode(await tree.read(path))
}
