import { parseJson } from '../../parse-json.ts'
import { joinRuns } from './join-runs.ts'
import { addValue } from '../logged-value.ts'
import { baseName } from '../paths.ts'
import { BadMessage, listFields, toText } from '../protobuf.ts'
import { SeriesBuilder } from '../series-builder.ts'
import type { TrackedRun, Tracker } from '../tracked-run.ts'
import { isWandbLog, listWandbRecords } from './wandb-records.ts'

/** Weights & Biases: the transaction log of a run, run-ID.wandb, as the SDK leaves it offline and online. */
export const wandb: Tracker = {
  id: 'wandb',
  title: 'Weights & Biases',
  async find(tree) {
    const logs = new Map<string, string[]>()
    for (const path of tree.paths) {
      if (!path.endsWith('.wandb') && !isWandbLog(await tree.read(path, 7))) continue
      // A run that is resumed goes on in another folder, in a log of the same name.
      const name = /^run-.+\.wandb$/.test(baseName(path)) ? baseName(path) : path
      logs.set(name, [...(logs.get(name) ?? []), path])
    }
    return [...logs.values()].map((paths) => ({
      path: paths[0],
      read: async () => {
        const parts = []
        for (const path of paths) parts.push(parseWandb(await tree.read(path), path))
        return joinRuns(parts)
      },
    }))
  },
}

// Numbers of the fields of wandb_internal.Record that are read.
const records = { history: 2, summary: 3, output: 4, config: 5, stats: 7, artifact: 8, alert: 10, metric: 12, outputRaw: 13, run: 17, exit: 18 } as const // prettier-ignore

/** Parses the transaction log of a run of W&B. */
export function parseWandb(file: Uint8Array, path: string): TrackedRun {
  const problems: string[] = []
  const run = new WandbRun()
  for (const payload of listWandbRecords(file, (problem) => problems.push(problem)))
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
  readonly #valuesLeftOut = new Set<string>()
  #startedAt?: number
  #endedAt?: number
  #lastTime?: number
  #exitCode?: number
  #host?: string
  readonly #git: Record<string, string> = {}

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
        const { path, json } = parseItem(field.bytes)
        setAt(values, path, parseNumber(json))
      } else if (field.number === 2 && field.bytes)
        for (const own of listFields(field.bytes)) if (own.number === 1) step = own.varint
    }
    const given = values.get('_step')
    step = typeof given === 'number' ? given : (step ?? 0)
    const timestamp = values.get('_timestamp')
    const time = typeof timestamp === 'number' ? timestamp : undefined
    if (time !== undefined) this.#lastTime = Math.max(this.#lastTime ?? time, time)
    for (const [name, value] of values)
      if (!ownNames.has(name)) addValue(this.#series, this.#valuesLeftOut, name, value, { step, time })
  }

  #addConfig(bytes: Uint8Array): void {
    for (const field of listFields(bytes)) {
      if (!field.bytes) continue
      const { path, json } = parseItem(field.bytes)
      // The SDK's own record of versions and axes.
      if (path[0] === '_wandb') continue
      if (field.number === 1) setAt(this.#config, path, parseJson(json)?.value)
      else if (field.number === 2) this.#config.delete(path.join('.'))
    }
  }

  #addRun(bytes: Uint8Array): void {
    const texts: Readonly<Record<number, string>> = { 1: 'id', 3: 'project', 6: 'group', 7: 'jobType', 8: 'name', 9: 'notes' }
    for (const { number, bytes: own } of listFields(bytes)) {
      if (!own) continue
      if (texts[number] !== undefined && own.length > 0) this.#facts[texts[number]] = toText(own)
      else if (number === 10) this.#tags.push(toText(own))
      else if (number === 4) this.#addConfig(own)
      else if (number === 13 && own.length > 0) this.#host = toText(own)
      else if (number === 21) this.#addGit(own)
      else if (number === 17)
        for (const { number: part, varint } of listFields(own)) if (part === 1) this.#startedAt = varint
    }
  } // prettier-ignore

  #addGit(bytes: Uint8Array): void {
    const names: Readonly<Record<number, string>> = { 1: 'remote', 2: 'commit' }
    for (const { number, bytes: own } of listFields(bytes))
      if (own && own.length > 0 && names[number] !== undefined) this.#git[names[number]] = toText(own)
  }

  #addMetric(bytes: Uint8Array): void {
    let [name, step] = ['', '']
    for (const { number, varint, bytes: own } of listFields(bytes)) {
      if (number === 1 || number === 2) name = toText(own)
      if (number === 4) step = toText(own)
      // Written for each metric that a definition with * fits; where several do, it is any of them.
      if (number === 10 && varint === 1) return
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
    const { metrics, leftOut } = this.#series.build()
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
      environment: {
        ...(this.#host !== undefined && { host: { name: this.#host } }),
        ...(Object.keys(this.#git).length > 0 && { git: this.#git }),
      },
      state: this.#exitCode === undefined ? 'running' : this.#exitCode === 0 ? 'finished' : 'failed',
      startedAt: this.#startedAt,
      finishedAt: this.#endedAt,
      metrics,
      stepMetrics: this.#resolveGlobs([...metrics.keys()]),
      leftOut: [...this.#leftOut, ...this.#valuesLeftOut, ...leftOut],
      problems,
    }
  }

  /**
   * Returns the step metric of each metric. A definition may end in * and then stands for all that begin so; the longest one
   * counts.
   */
  #resolveGlobs(names: readonly string[]): Map<string, string> {
    const found = new Map<string, string>()
    const globs = [...this.#stepMetrics].toSorted(([a], [b]) => b.length - a.length)
    for (const name of names) {
      const glob = globs.find(([pattern]) => pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)))
      const step = this.#stepMetrics.get(name) ?? glob?.[1]
      if (step !== undefined && step !== name) found.set(name, step)
    }
    return found
  }
}

/** Names of the SDK's own in a history. */
const ownNames = new Set(['_step', '_timestamp', '_runtime', '_wandb'])

/** Parses an item of history or configuration: the name, or names of a nested value, and a value as JSON. */
function parseItem(bytes: Uint8Array): { readonly path: readonly string[]; readonly json: string } {
  let key = ''
  const nested: string[] = []
  let json = 'null'
  for (const { number, bytes: own } of listFields(bytes)) {
    if (number === 1) key = toText(own)
    else if (number === 2) nested.push(toText(own))
    else if (number === 16) json = toText(own)
  }
  return { path: nested.length > 0 ? nested : [key], json }
}

/** Sets a value, or a nested one in the object around it. */
function setAt(values: Map<string, unknown>, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path
  const inner = rest.pop()
  if (inner === undefined) {
    if (name !== '') values.set(name, value)
    return
  }
  let place = values.get(name)
  if (!isObject(place)) values.set(name, (place = {}))
  for (const part of rest) {
    const own = Object.hasOwn(place as object, part) ? (place as Record<string, unknown>)[part] : undefined
    place = isObject(own) ? own : define(place as object, part, {})
  }
  define(place as object, inner, value)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function define(object: object, name: string, value: unknown): unknown {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  return value
}

/** Parses a logged value. NaN and infinities stand unquoted where Python wrote them. */
function parseNumber(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return /^-?(NaN|Infinity)$/.test(json) ? json : undefined
  }
}
