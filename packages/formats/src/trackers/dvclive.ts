import { addTable } from './logged-files.ts'
import { parseYaml } from './parse-yaml.ts'
import { baseName, folderOf } from './paths.ts'
import { SeriesBuilder } from './series-builder.ts'
import type { FileTree, TrackedRun, Tracker } from './tracked-run.ts'

const plots = '/plots/metrics/'

/** DVCLive: a table for each metric in plots/metrics, and beside plots what was set in params.yaml. */
export const dvclive: Tracker = {
  id: 'dvclive',
  title: 'DVCLive',
  async find(tree) {
    const runs = new Map<string, string[]>()
    for (const path of tree.paths) {
      const at = `/${path}`.lastIndexOf(plots)
      if (at < 0 || !/\.[ct]sv$/.test(path)) continue
      const folder = path.slice(0, Math.max(0, at - 1))
      runs.set(folder, [...(runs.get(folder) ?? []), path])
    }
    return [...runs].map(([folder, tables]) => ({ path: folder, read: async () => [await readRun(tree, folder, tables)] })) // prettier-ignore
  },
}

async function readRun(tree: FileTree, folder: string, tables: readonly string[]): Promise<TrackedRun> {
  const series = new SeriesBuilder()
  const problems: string[] = []
  const noNumbers: string[] = []
  for (const path of tables) {
    const name = `/${path}`.slice(`/${path}`.lastIndexOf(plots) + plots.length).replace(/\.[ct]sv$/, '')
    const told = await addTable(tree, path, 'step', (column, step, value) => {
      // The column has the last part of the name; the folders have the rest.
      if (column === baseName(name)) series.add(name, step, value)
    })
    problems.push(...told.problems)
    noNumbers.push(...told.leftOut)
  }
  const { metrics, leftOut } = series.build()
  const params = folder === '' ? 'params.yaml' : `${folder}/params.yaml`
  return {
    path: folder,
    id: folder,
    name:
      baseName(folder) === 'dvclive' ? baseName(folderOf(folder)) || 'dvclive' : baseName(folder) || 'run',
    tags: [],
    config:
      (tree.paths.includes(params) && parseYaml(new TextDecoder().decode(await tree.read(params)))) || {},
    state: 'unknown',
    metrics,
    stepMetrics: new Map(),
    leftOut: [...noNumbers, ...leftOut],
    problems,
  }
}
