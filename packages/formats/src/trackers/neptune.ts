import { readRows, type ParquetRow } from './parquet.ts'
import { folderOf } from './paths.ts'
import { SeriesBuilder } from './series-builder.ts'
import type { FileTree, TrackedRun, Tracker } from './tracked-run.ts'

/** Neptune's exporter: Parquet files in parts, one long table of attributes for each run. */
export const neptune: Tracker = {
  id: 'neptune',
  title: 'Neptune',
  async find(tree) {
    const runs = new Map<string, string[]>()
    for (const path of tree.paths) {
      const [, run] = /^(.*)_part_\d+\.parquet$/.exec(path) ?? []
      if (run !== undefined) runs.set(run, [...(runs.get(run) ?? []), path])
    }
    return [...runs].map(([path, parts]) => ({ path, read: () => readParts(tree, path, parts) }))
  },
}

class NeptuneRun {
  readonly #series = new SeriesBuilder()
  readonly #config = new Map<string, unknown>()
  readonly #leftOut = new Set<string>()
  readonly #system = new Map<string, unknown>()

  add(row: ParquetRow): void {
    const path = String(row.attribute_path)
    const type = String(row.attribute_type)
    if (type === 'float_series') {
      const time = row.timestamp instanceof Date ? row.timestamp.getTime() / 1000 : undefined
      this.#series.add(path, Number(row.step), toNumber(row.float_value), time)
      return
    }
    const value = valueOf(row, type)
    if (value === undefined) this.#leftOut.add(`"${path}" (${type.replaceAll('_', ' ')})`)
    else if (path.startsWith('sys/')) this.#system.set(path.slice(4), value)
    else this.#config.set(path.replace(/^parameters\//, ''), value)
  }

  build(path: string, project: string | undefined, id: string, problems: readonly string[]): TrackedRun {
    const text = (name: string) => {
      const value = this.#system.get(name)
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    const tags = this.#system.get('tags')
    const failed = this.#system.get('failed')
    const { metrics, leftOut } = this.#series.build()
    return {
      path,
      id,
      name: text('name') ?? text('custom_run_id') ?? id,
      project,
      notes: text('description'),
      tags: Array.isArray(tags) ? tags.map(String) : [],
      config: Object.fromEntries(this.#config),
      state: failed === true ? 'failed' : failed === false ? 'finished' : 'unknown',
      startedAt: seconds(this.#system.get('creation_time')),
      metrics,
      stepMetrics: new Map(),
      leftOut: [...this.#leftOut, ...leftOut],
      problems,
    }
  }
}

async function readParts(tree: FileTree, path: string, parts: readonly string[]): Promise<TrackedRun[]> {
  const runs = new Map<string, NeptuneRun>()
  const problems: string[] = []
  let project: string | undefined
  for (const part of parts.toSorted(byPart)) {
    const damage = await readRows(await tree.read(part), wanted, (row) => {
      const id = String(row.run_id ?? folderOf(path))
      if (row.project_id) project = String(row.project_id)
      let run = runs.get(id)
      if (!run) runs.set(id, (run = new NeptuneRun()))
      run.add(row)
    })
    if (damage !== undefined) problems.push(`${part} cannot be decoded: ${damage}`)
  }
  if (runs.size === 0) return [new NeptuneRun().build(path, project, path, problems)]
  return [...runs].map(([id, run]) => run.build(path, project, id, problems))
}

function byPart(a: string, b: string): number {
  const partOf = (path: string) => Number(/_part_(\d+)\.parquet$/.exec(path)![1])
  return partOf(a) - partOf(b)
}

const columns: Readonly<Record<string, string>> = { int: 'int_value', float: 'float_value', string: 'string_value', bool: 'bool_value', datetime: 'datetime_value', string_set: 'string_set_value' } // prettier-ignore
/** Columns that are read, which have no parts: of those the reader waits for every one, whichever is damaged. */
const wanted = ['project_id', 'run_id', 'attribute_path', 'attribute_type', 'step', 'timestamp', ...Object.values(columns)] // prettier-ignore

function valueOf(row: ParquetRow, type: string): unknown {
  const column = Object.hasOwn(columns, type) ? columns[type] : undefined
  const value = column === undefined ? undefined : row[column]
  if (value === null || value === undefined) return undefined
  return value
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null
}

function seconds(time: unknown): number | undefined {
  const value = typeof time === 'string' ? Date.parse(time) / 1000 : Number.NaN
  return Number.isNaN(value) ? undefined : value
}
