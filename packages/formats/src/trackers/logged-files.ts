import { readMetrics } from '../metrics/read-metrics.ts'
import { parseYaml } from './parse-yaml.ts'
import { baseName, folderOf } from './paths.ts'
import { SeriesBuilder } from './series-builder.ts'
import type { FileTree, TrackedRun, Tracker } from './tracked-run.ts'

/** Lightning's CSVLogger: metrics.csv in a folder per version, beside it hparams.yaml. */
export const lightning: Tracker = {
  id: 'lightning',
  title: 'Lightning CSVLogger',
  async find(tree) {
    const paths = new Set(tree.paths)
    return tree.paths.flatMap((path) => {
      const folder = folderOf(path)
      // Without hyperparameters there is no such file.
      const isLightning = paths.has(join(folder, 'hparams.yaml')) || /^version_\d+$/.test(baseName(folder))
      if (baseName(path) !== 'metrics.csv' || !isLightning) return []
      const name = folder.split('/').slice(-2).join('/')
      return [{ path: folder, read: async () => [await readLogged(tree, { path, folder, name, stepKey: 'step', config: 'hparams.yaml' })] }] // prettier-ignore
    })
  },
}

/** Hugging Face's Trainer: the newest trainer_state.json of a training, with the model's config.json. */
export const huggingFace: Tracker = {
  id: 'huggingface',
  title: 'Hugging Face Trainer',
  async find(tree) {
    const newest = new Map<string, { readonly path: string; readonly step: number }>()
    for (const path of tree.paths) {
      if (baseName(path) !== 'trainer_state.json') continue
      const folder = folderOf(path)
      const [, step] = /^checkpoint-(\d+)$/.exec(baseName(folder)) ?? []
      // Each checkpoint repeats the history of those before it.
      const training = step === undefined ? folder : folderOf(folder)
      const own = { path, step: step === undefined ? Infinity : Number(step) }
      if ((newest.get(training)?.step ?? -1) < own.step) newest.set(training, own)
    }
    return [...newest].map(([training, { path }]) => ({
      path: folderOf(path),
      read: async () => [await readLogged(tree, { path, folder: folderOf(path), name: baseName(training) || baseName(folderOf(path)), config: 'config.json' })], // prettier-ignore
    }))
  },
}

/** Keras's CSVLogger: a table with the column epoch, whatever its separator. */
export const keras: Tracker = {
  id: 'keras',
  title: 'Keras CSVLogger',
  async find(tree) {
    const found = []
    for (const path of tree.paths) {
      if (!/\.(csv|log|tsv|txt)$/i.test(path) || baseName(path) === 'metrics.csv') continue
      const head = new TextDecoder().decode(await tree.read(path, 4096)).split(/\r?\n/)[0]
      if (!/^epoch[,;\t|]/.test(head)) continue
      found.push({ path, read: async () => [await readLogged(tree, { path, folder: path, name: baseName(path).replace(/\.[^.]+$/, ''), stepKey: 'epoch' })] }) // prettier-ignore
    }
    return found
  },
}

interface LoggedFile {
  readonly path: string
  /** Path of the run. */
  readonly folder: string
  readonly name: string
  readonly stepKey?: string
  /** Name of the file beside it that holds the configuration. */
  readonly config?: string
}

/** Reads a table or a document of metrics with what stands beside it. */
async function readLogged(tree: FileTree, file: LoggedFile): Promise<TrackedRun> {
  const { path, folder, name, stepKey } = file
  const series = new SeriesBuilder()
  const told = await addTable(tree, path, stepKey, (metric, step, value) => series.add(metric, step, value))
  const { metrics, leftOut } = series.build()
  const beside = file.config && join(folderOf(path), file.config)
  return {
    path: folder,
    id: folder,
    name,
    tags: [],
    config: (beside && (await readConfig(tree, beside))) || {},
    state: 'unknown',
    metrics,
    stepMetrics: new Map(),
    leftOut: [...told.leftOut, ...leftOut],
    problems: told.problems,
  }
}

/** Hands the points of a table or a document of metrics on; returns its damage, and the columns without numbers. */
export async function addTable(
  tree: FileTree,
  path: string,
  stepKey: string | undefined,
  add: (metric: string, step: number, value: number | null) => void,
): Promise<Pick<TrackedRun, 'leftOut' | 'problems'>> {
  const { reader, leftOut } = await readMetrics(
    { name: baseName(path), bytes: once(await tree.read(path)) },
    { stepKey },
    (rows) => {
      for (const { step, values } of rows) for (const [metric, value] of values) add(metric, step, value)
    },
    () => {},
  )
  return {
    leftOut: leftOut.map((own) => `values of "${own}" that are no numbers`),
    problems: reader.problems.first.map(({ line, text }) => `${baseName(path)}, line ${line}: ${text}`),
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

async function readConfig(tree: FileTree, path: string) {
  return tree.paths.includes(path) ? parseYaml(new TextDecoder().decode(await tree.read(path))) : undefined
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
