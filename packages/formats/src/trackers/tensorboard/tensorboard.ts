import { listEventRecords, isEventFile } from './event-records.ts'
import { baseName, folderOf } from '../paths.ts'
import { BadMessage, listFields, toFloat } from '../protobuf.ts'
import { SeriesBuilder } from '../series-builder.ts'
import { parseSession, parseValue, type SummaryValue } from './summary-value.ts'
import type { TrackedRun, TrackedState, Tracker } from '../tracked-run.ts'

/** TensorBoard: folders of event files, each folder a run. */
export const tensorboard: Tracker = {
  id: 'tensorboard',
  title: 'TensorBoard',
  async find(tree) {
    const folders = new Map<string, string[]>()
    for (const path of tree.paths) {
      if (!path.includes('tfevents') && !isEventFile(await tree.read(path, 12))) continue
      const folder = folderOf(path)
      folders.set(folder, [...(folders.get(folder) ?? []), path])
    }
    return [...folders].map(([folder, paths]) => ({
      path: folder,
      read: async () => {
        const files = []
        for (const path of paths) files.push({ path, bytes: await tree.read(path) })
        return [parseEvents(files, folder, nameOf(folder, folders))]
      },
    }))
  },
}

/** Names a run by its folder; one below the folder of another run, as that of hyperparameters, by the way from there. */
function nameOf(folder: string, folders: ReadonlyMap<string, unknown>): string {
  const parts = folder.split('/')
  const from = parts.findIndex((_, i) => folders.has(parts.slice(0, i + 1).join('/')))
  return parts.slice(from).join('/') || 'run'
}

interface EventFile {
  readonly path: string
  readonly bytes: Uint8Array
}

interface Event {
  readonly time: number
  readonly step: number
  readonly values: readonly SummaryValue[]
  /** True where a training begins again at this step. */
  readonly isStart: boolean
}

/**
 * Parses the event files of a run. Several files are restarts, in the order of their times: from the step on at which a
 * file, or a session in it, continues a metric, what earlier ones logged of it is replaced.
 */
export function parseEvents(files: readonly EventFile[], folder: string, name: string): TrackedRun {
  const problems: string[] = []
  const ordered = files
    .map((file) => ({ ...file, begun: listEvents(file, () => {}).next().value?.time ?? Infinity }))
    .toSorted((a, b) => a.begun - b.begun)
  const series = new SeriesBuilder()
  const config = new Map<string, unknown>()
  const leftOut = new Set<string>()
  let [startedAt, finishedAt] = [undefined as number | undefined, undefined as number | undefined]
  let group: string | undefined
  let state: TrackedState = 'unknown'
  for (const file of ordered) {
    const continued = new Set<string>()
    for (const { time, step, values, isStart } of listEvents(file, (problem) => problems.push(problem))) {
      startedAt = Math.min(startedAt ?? time, time)
      finishedAt = Math.max(finishedAt ?? time, time)
      if (isStart) series.cut(step)
      for (const { tag, scalar, plugin, content } of values) {
        if (plugin === 'hparams') {
          const session = parseSession(content)
          for (const [key, value] of session.hyperparameters) config.set(key, value)
          group = session.group ?? group
          state = session.state ?? state
        } else if (scalar === undefined) leftOut.add(`"${tag}", which is no scalar`)
        else {
          if (!continued.has(tag)) series.cut(step, tag)
          continued.add(tag)
          series.add(tag, step, scalar, time)
        }
      }
    }
  }
  const { metrics, leftOut: again } = series.build()
  return {
    path: folder,
    id: folder,
    name,
    group,
    tags: [],
    config: Object.fromEntries(config),
    state,
    startedAt,
    finishedAt,
    metrics,
    stepMetrics: new Map(),
    leftOut: [...leftOut, ...again],
    problems,
  }
}

function* listEvents({ path, bytes }: EventFile, onProblem: (problem: string) => void): Generator<Event> {
  const tell = (problem: string) => onProblem(`${baseName(path)}: ${problem}`)
  for (const record of listEventRecords(bytes, tell)) {
    let event: Event
    try {
      event = parseEvent(record)
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error
      tell(`an event cannot be decoded: ${error.message}`)
      continue
    }
    yield event
  }
}

function parseEvent(record: Uint8Array): Event {
  let [time, step, isStart] = [0, 0, false]
  const values: SummaryValue[] = []
  for (const { number, varint, bytes } of listFields(record)) {
    if (number === 1) time = toFloat(bytes)
    else if (number === 2) step = varint ?? 0
    else if (number === 5 && bytes) {
      for (const field of listFields(bytes))
        if (field.number === 1 && field.bytes) values.push(parseValue(field.bytes))
    } else if (number === 7 && bytes)
      for (const field of listFields(bytes)) if (field.number === 1) isStart = field.varint === 1
  }
  return { time, step, values, isStart }
}
