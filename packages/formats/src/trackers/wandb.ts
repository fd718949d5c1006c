import { baseName } from './paths.ts'
import { BadMessage, listFields, toText } from './protobuf.ts'
import { SeriesBuilder } from './series-builder.ts'
import type { TrackedRun, Tracker } from './tracked-run.ts'
import { isWandbLog, listWandbRecords } from './wandb-records.ts'

/** Weights & Biases: the transaction log of a run, run-ID.wandb, as the SDK leaves it offline and online. */
export const wandb: Tracker = {
  id: 'wandb',
  title: 'Weights & Biases',
  async find(tree) {
    const found = []
    for (const path of tree.paths)
      if (path.endsWith('.wandb') || isWandbLog(await tree.read(path, 7)))
        found.push({ path, read: async () => [parseWandb(await tree.read(path), path)] })
    return found
  },
}

// Numbers of the fields of wandb_internal.Record that are read.
const records = { history: 2, summary: 3, output: 4, config: 5, stats: 7, artifact: 8, alert: 10, metric: 12, outputRaw: 13, run: 17, exit: 18 } as const // prettier-ignore

/** Parses the transaction log of a run of W&B. */
export function parseWandb(file: Uint8Array, path: string): TrackedRun {
  const { records: payloads, problems: damage } = listWandbRecords(file)
  const problems = [...damage]
  const run = new WandbRun()
  for (const payload of payloads)
    try {
      for (const { number, bytes } of listFields(payload)) if (bytes) run.add(number, bytes)
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error
      problems.push(`a record cannot be decoded: ${error.message}`)
    }
  return run.build(path, problems)
}

/** Run as its records tell it. */
class WandbRun {
  readonly #series = new SeriesBuilder()
  readonly #config = new Map<string, unknown>()
  readonly #stepMetrics = new Map<string, string>()
  readonly #facts: Record<string, string> = {}
  readonly #tags: string[] = []
  readonly #leftOut = new Set<string>()
  #startedAt?: number
  #endedAt?: number
  #lastTime?: number
  #exitCode?: number

  add(kind: number, bytes: Uint8Array): void {
    if (kind === records.history) this.#addHistory(bytes)
    else if (kind === records.config) this.#addConfig(bytes)
    else if (kind === records.run) this.#addRun(bytes)
    else if (kind === records.metric) this.#addMetric(bytes)
    else if (kind === records.exit) this.#addExit(bytes)
    else if (kind === records.stats) this.#leftOut.add('statistics of the machine')
    else if (kind === records.artifact) this.#leftOut.add('artifacts')
    else if (kind === records.output || kind === records.outputRaw)
      this.#leftOut.add('output of the terminal')
    else if (kind === records.alert) this.#leftOut.add('alerts')
  }

  #addHistory(bytes: Uint8Array): void {
    let step: number | undefined
    const values = new Map<string, unknown>()
    for (const field of listFields(bytes)) {
      if (field.number === 1 && field.bytes) {
        const { key, value } = parseItem(field.bytes)
        if (key !== '') values.set(key, value)
      } else if (field.number === 2 && field.bytes)
        for (const own of listFields(field.bytes)) if (own.number === 1) step = own.varint
    }
    const given = values.get('_step')
    step = typeof given === 'number' ? given : (step ?? 0)
    const time = values.get('_timestamp')
    if (typeof time === 'number') this.#lastTime = Math.max(this.#lastTime ?? time, time)
    for (const [key, value] of values)
      if (!key.startsWith('_')) this.#addValue(key, step, value, typeof time === 'number' ? time : undefined)
  }

  #addValue(name: string, step: number, value: unknown, time?: number): void {
    const number = toNumber(value)
    if (number !== undefined) this.#series.add(name, step, number, time)
    else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !('_type' in value))
      for (const [key, inner] of Object.entries(value)) this.#addValue(`${name}.${key}`, step, inner, time)
    else this.#leftOut.add(`values of "${name}" that are no numbers`)
  }

  #addConfig(bytes: Uint8Array): void {
    for (const field of listFields(bytes)) {
      if (!field.bytes) continue
      const { key, value } = parseItem(field.bytes)
      // The SDK's own record of versions and axes.
      if (key === '' || key === '_wandb' || key.startsWith('_wandb.')) continue
      if (field.number === 1) this.#config.set(key, value)
      else if (field.number === 2) this.#config.delete(key)
    }
  }

  #addRun(bytes: Uint8Array): void {
    const texts: Readonly<Record<number, string>> = { 1: 'id', 3: 'project', 6: 'group', 7: 'jobType', 8: 'name', 9: 'notes' }
    for (const { number, bytes: own } of listFields(bytes)) {
      if (!own) continue
      if (texts[number] !== undefined && own.length > 0) this.#facts[texts[number]] = toText(own)
      else if (number === 10) this.#tags.push(toText(own))
      else if (number === 4) this.#addConfig(own)
      else if (number === 17)
        for (const { number: part, varint } of listFields(own)) if (part === 1) this.#startedAt = varint
    }
  } // prettier-ignore

  #addMetric(bytes: Uint8Array): void {
    let [name, step] = ['', '']
    for (const { number, bytes: own } of listFields(bytes)) {
      if (number === 1 || number === 2) name = toText(own)
      if (number === 4) step = toText(own)
    }
    if (name !== '' && step !== '') this.#stepMetrics.set(name, step)
  }

  #addExit(bytes: Uint8Array): void {
    this.#exitCode = 0
    for (const { number, varint } of listFields(bytes)) if (number === 1) this.#exitCode = varint
    this.#endedAt = this.#lastTime
  }

  build(path: string, problems: readonly string[]): TrackedRun {
    const { id, project, group, jobType, name, notes } = this.#facts
    const metrics = this.#series.build()
    return {
      path,
      id: id ?? path,
      name: name ?? id ?? baseName(path),
      project,
      group,
      jobType,
      notes,
      tags: this.#tags,
      config: Object.fromEntries(this.#config),
      state: this.#exitCode === undefined ? 'running' : this.#exitCode === 0 ? 'finished' : 'failed',
      startedAt: this.#startedAt,
      finishedAt: this.#endedAt,
      metrics,
      stepMetrics: this.#resolveGlobs([...metrics.keys()]),
      leftOut: [...this.#leftOut],
      problems,
    }
  }

  /** Returns the step metric of each metric; a definition may end in * and then stands for all that begin so. */
  #resolveGlobs(names: readonly string[]): Map<string, string> {
    const found = new Map<string, string>()
    for (const name of names)
      for (const [pattern, step] of this.#stepMetrics)
        if (pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))))
          if (name !== step) found.set(name, step)
    return found
  }
}

/** Parses an item of history, configuration or summary: a key, or nested keys, and a value as JSON. */
function parseItem(bytes: Uint8Array): { readonly key: string; readonly value: unknown } {
  let key = ''
  const nested: string[] = []
  let json = 'null'
  for (const { number, bytes: own } of listFields(bytes)) {
    if (number === 1) key = toText(own)
    else if (number === 2) nested.push(toText(own))
    else if (number === 16) json = toText(own)
  }
  return { key: nested.length > 0 ? nested.join('.') : key, value: parseValue(json) }
}

function parseValue(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // NaN and infinities also stand unquoted, as Python writes them.
    return /^-?(NaN|Infinity)$/.test(json) ? json : undefined
  }
}

/** Returns the number of a value, null for one that is not finite, and undefined for what is no number. */
function toNumber(value: unknown): number | null | undefined {
  if (typeof value === 'number') return value
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? null : undefined
}
