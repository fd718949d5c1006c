import { listEventRecords, isEventFile } from './event-records.ts'
import { baseName, folderOf } from './paths.ts'
import { BadMessage, listFields, toFloat, toText } from './protobuf.ts'
import { SeriesBuilder } from './series-builder.ts'
import type { TrackedRun, Tracker } from './tracked-run.ts'

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
        return [parseEvents(files, folder)]
      },
    }))
  },
}

interface EventFile {
  readonly path: string
  readonly bytes: Uint8Array
}

interface DecodedFile {
  readonly events: readonly Event[]
  readonly problems: readonly string[]
}

interface Event {
  readonly time: number
  readonly step: number
  readonly values: readonly Value[]
  /** True where a training begins again at this step. */
  readonly isStart: boolean
}

interface Value {
  readonly tag: string
  /** Scalar; undefined for what is none, as pictures and histograms. */
  readonly scalar?: number
  readonly plugin: string
  readonly content?: Uint8Array
}

/**
 * Parses the event files of a run. Several files are restarts, in the order of their times: from the step on at which a
 * file, or a session in it, continues a metric, what earlier ones logged of it is replaced.
 */
export function parseEvents(files: readonly EventFile[], folder: string): TrackedRun {
  const decoded = files
    .map(({ path, bytes }) => decodeFile(path, bytes))
    .toSorted((a, b) => (a.events[0]?.time ?? Infinity) - (b.events[0]?.time ?? Infinity))
  const series = new SeriesBuilder()
  const config: Record<string, unknown> = {}
  const leftOut = new Set<string>()
  let [startedAt, finishedAt] = [undefined as number | undefined, undefined as number | undefined]
  let hasEnded = false
  for (const { events } of decoded) {
    const continued = new Set<string>()
    for (const { time, step, values, isStart } of events) {
      startedAt = Math.min(startedAt ?? time, time)
      finishedAt = Math.max(finishedAt ?? time, time)
      if (isStart) series.cut(step)
      for (const { tag, scalar, plugin, content } of values) {
        if (plugin === 'hparams') {
          hasEnded ||= tag.endsWith('session_end_info')
          if (content) Object.assign(config, parseHyperparameters(content))
        } else if (scalar === undefined) leftOut.add(`"${tag}", which is no scalar`)
        else {
          if (!continued.has(tag)) series.cut(step, tag)
          continued.add(tag)
          series.add(tag, step, scalar, time)
        }
      }
    }
  }
  return {
    path: folder,
    id: folder,
    name: baseName(folder) || 'run',
    tags: [],
    config,
    state: hasEnded ? 'finished' : 'unknown',
    startedAt,
    finishedAt,
    metrics: series.build(),
    stepMetrics: new Map(),
    leftOut: [...leftOut],
    problems: decoded.flatMap(({ problems }) => problems),
  }
}

function decodeFile(path: string, bytes: Uint8Array): DecodedFile {
  const { records, problems } = listEventRecords(bytes)
  const named = problems.map((problem) => `${baseName(path)}: ${problem}`)
  const events: Event[] = []
  for (const record of records)
    try {
      events.push(parseEvent(record))
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error
      named.push(`${baseName(path)}: an event cannot be decoded: ${error.message}`)
    }
  return { events, problems: named }
}

function parseEvent(record: Uint8Array): Event {
  let [time, step, isStart] = [0, 0, false]
  const values: Value[] = []
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

function parseValue(bytes: Uint8Array): Value {
  let [tag, plugin] = ['', '']
  let scalar: number | undefined
  let tensor: Uint8Array | undefined
  let content: Uint8Array | undefined
  for (const field of listFields(bytes)) {
    if (field.number === 1) tag = toText(field.bytes)
    else if (field.number === 2) scalar = toFloat(field.bytes)
    else if (field.number === 8) tensor = field.bytes
    else if (field.number === 9 && field.bytes)
      for (const meta of listFields(field.bytes)) {
        if (meta.number !== 1 || !meta.bytes) continue
        for (const own of listFields(meta.bytes)) {
          if (own.number === 1) plugin = toText(own.bytes)
          else if (own.number === 2) content = own.bytes
        }
      }
  }
  // Without metadata a tensor is a scalar if it has one number.
  if (scalar === undefined && tensor && (plugin === 'scalars' || plugin === '')) scalar = parseScalar(tensor)
  return { tag, plugin, content, ...(scalar !== undefined && { scalar }) }
}

const [float32, float64] = [1, 2]

/** Returns the one number of a tensor of floats without axes; undefined for any other tensor. */
function parseScalar(tensor: Uint8Array): number | undefined {
  let type = 0
  let axes = 0
  let number: Uint8Array | undefined
  for (const field of listFields(tensor)) {
    if (field.number === 1) type = field.varint ?? 0
    else if (field.number === 2 && field.bytes)
      for (const own of listFields(field.bytes)) axes += Number(own.number === 2)
    else if ([4, 5, 6].includes(field.number)) number = field.bytes
  }
  if (axes > 0 || number?.length !== { [float32]: 4, [float64]: 8 }[type]) return undefined
  return toFloat(number)
}

/** Parses the hyperparameters of a session: a map of texts to numbers, texts and truth values. */
function parseHyperparameters(content: Uint8Array): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const session of listFields(content)) {
    if (session.number !== 3 || !session.bytes) continue
    for (const entry of listFields(session.bytes)) {
      if (entry.number !== 1 || !entry.bytes) continue
      let [name, value] = ['', null as unknown]
      for (const { number, bytes } of listFields(entry.bytes)) {
        if (number === 1) name = toText(bytes)
        else if (number === 2 && bytes)
          for (const own of listFields(bytes)) {
            if (own.number === 2) value = toFloat(own.bytes)
            else if (own.number === 3) value = toText(own.bytes)
            else if (own.number === 4) value = own.varint === 1
          }
      }
      if (name !== '') found[name] = value
    }
  }
  return found
}
