import { isParquet, listColumns, readRows } from '../parquet.ts'
import { baseName, folderOf } from '../paths.ts'
import { SeriesBuilder } from '../series-builder.ts'
import type { FileTree, TrackedRun, Tracker } from '../tracked-run.ts'

/** Bytes at the end of a Parquet file in which its columns are looked for. */
const tailBytes = 2 ** 20

/** Weights & Biases: the history of a run as its cloud exports it, a table of Parquet in parts. */
export const wandbHistory: Tracker = {
  id: 'wandb-history',
  title: 'Weights & Biases (history)',
  async find(tree) {
    const runs = new Map<string, string[]>()
    for (const path of tree.paths) {
      if (!path.endsWith('.parquet') || !isParquet(await tree.read(path, 4))) continue
      const columns = await listColumns(await tree.readEnd(path, tailBytes))
      if (!columns?.includes('_step') || !columns.some((name) => ['_timestamp', '_runtime'].includes(name)))
        continue
      const run = runOf(path)
      runs.set(run, [...(runs.get(run) ?? []), path])
    }
    return [...runs].map(([run, parts]) => ({
      path: run,
      read: async () => [await readParts(tree, run, parts)],
    }))
  },
}

/** Returns the path of the run that a part belongs to: its folder, or its name without the number at its end. */
function runOf(path: string): string {
  const stem = baseName(path).replace(/[-_.]?\d*\.parquet$/, '')
  return stem === '' ? folderOf(path) || path : `${path.slice(0, -baseName(path).length)}${stem}`
}

async function readParts(tree: FileTree, path: string, parts: readonly string[]): Promise<TrackedRun> {
  const series = new SeriesBuilder()
  const noNumbers = new Set<string>()
  const problems: string[] = []
  let [startedAt, finishedAt] = [undefined as number | undefined, undefined as number | undefined]
  for (const part of parts.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    const damage = await readRows(await tree.read(part), undefined, (row) => {
      const time = typeof row._timestamp === 'number' ? row._timestamp : undefined
      if (time !== undefined) {
        startedAt = Math.min(startedAt ?? time, time)
        finishedAt = Math.max(finishedAt ?? time, time)
      }
      for (const [name, value] of Object.entries(row)) {
        if (value === null || value === undefined || isOwn(name)) continue
        if (typeof value === 'number' || typeof value === 'bigint')
          series.add(name, Number(row._step), Number(value), time)
        else noNumbers.add(`values of "${name}" that are no numbers`)
      }
    })
    if (damage !== undefined) problems.push(`${part} cannot be decoded: ${damage}`)
  }
  const { metrics, leftOut } = series.build()
  // The SDK's artifacts are called run-ID-history:v0.
  const id = /^run-(.+)-history(:\w+)?$/.exec(baseName(path))?.[1] ?? baseName(path)
  return {
    path,
    id,
    name: id,
    tags: [],
    config: {},
    state: 'unknown',
    startedAt,
    finishedAt,
    metrics,
    stepMetrics: new Map(),
    leftOut: [...noNumbers, ...leftOut],
    problems,
  }
}

/** Returns true for a column of the SDK's own. */
function isOwn(name: string): boolean {
  return ['_step', '_timestamp', '_runtime'].includes(name) || /^_wandb(\.|$)/.test(name)
}
