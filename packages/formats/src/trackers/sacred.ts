import { addValue } from './logged-value.ts'
import { parseObject } from './parse-object.ts'
import { baseName, folderOf } from './paths.ts'
import { SeriesBuilder } from './series-builder.ts'
import type { FileTree, TrackedRun, TrackedState, Tracker } from './tracked-run.ts'

/** Sacred's FileStorageObserver: a numbered folder per run, with run.json, config.json and metrics.json. */
export const sacred: Tracker = {
  id: 'sacred',
  title: 'Sacred',
  async find(tree) {
    const found = []
    for (const path of tree.paths) {
      if (baseName(path) !== 'run.json') continue
      const folder = folderOf(path)
      const entry = await readObject(tree, path)
      if (!isObject(entry?.experiment) || typeof entry.status !== 'string') continue
      found.push({ path: folder, read: async () => [await readRun(tree, folder, entry)] })
    }
    return found
  },
}

const states: Readonly<Record<string, TrackedState>> = { RUNNING: 'running', QUEUED: 'running', COMPLETED: 'finished', FAILED: 'failed', INTERRUPTED: 'failed', TIMEOUT: 'failed', DIED: 'failed' } // prettier-ignore

async function readRun(
  tree: FileTree,
  folder: string,
  entry: Readonly<Record<string, unknown>>,
): Promise<TrackedRun> {
  const beside = (name: string) => readObject(tree, folder === '' ? name : `${folder}/${name}`)
  const series = new SeriesBuilder()
  const noNumbers = new Set<string>()
  const problems: string[] = []
  for (const [name, own] of Object.entries((await beside('metrics.json')) ?? {})) {
    const [steps, values, times] = ['steps', 'values', 'timestamps'].map((key) => (isObject(own) && Array.isArray(own[key]) ? (own[key] as unknown[]) : [])) // prettier-ignore
    if (steps.length !== values.length)
      problems.push(`"${name}" has ${steps.length} steps for ${values.length} values`)
    for (const [i, step] of steps.slice(0, values.length).entries()) {
      // Sacred writes UTC without its sign.
      const time = Date.parse(`${String(times[i])}Z`) / 1000
      addValue(series, noNumbers, name, values[i], { step: Number(step), time })
    }
  }
  const { metrics, leftOut } = series.build()
  const experiment = (entry.experiment as Readonly<Record<string, unknown>>).name
  const project = typeof experiment === 'string' ? experiment : undefined
  const seconds = (time: unknown) => {
    const value = Date.parse(`${String(time)}Z`) / 1000
    return Number.isNaN(value) ? undefined : value
  }
  const comment = isObject(entry.meta) && entry.meta.comment
  return {
    path: folder,
    id: folder,
    name: [project, baseName(folder)].filter(Boolean).join(' ') || 'run',
    project,
    notes: typeof comment === 'string' && comment !== '' ? comment : undefined,
    tags: [],
    config: (await beside('config.json')) ?? {},
    state: states[String(entry.status)] ?? 'unknown',
    startedAt: seconds(entry.start_time),
    finishedAt: seconds(entry.stop_time),
    metrics,
    stepMetrics: new Map(),
    leftOut: [...noNumbers, ...leftOut],
    problems,
  }
}

async function readObject(tree: FileTree, path: string) {
  return tree.paths.includes(path) ? parseObject(await tree.read(path)) : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
