import type { RunFilter, RunState } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'

/** One line of the filter, as the address keeps it. */
export interface Condition {
  readonly field: string
  readonly op: Op
  readonly value: string
}

export type Op = 'is' | 'not' | 'among' | 'has' | 'above' | 'below' | 'missing' | 'present'

type Kind = 'text' | 'number' | 'time' | 'state' | 'tag' | 'id' | 'config' | 'metric' | 'scalar'

/** Fields that runs can be filtered by. "config:" is followed by a path, "metric:" by a name, "analysis:" by "MEASURE:NUMBER". */
export const fields: readonly { readonly name: string; readonly label: string; readonly kind: Kind }[] = [
  { name: 'name', label: 'Name', kind: 'text' },
  { name: 'state', label: 'State', kind: 'state' },
  { name: 'dataset', label: 'Dataset', kind: 'text' },
  { name: 'width', label: 'Width', kind: 'number' },
  { name: 'seed', label: 'Seed', kind: 'number' },
  { name: 'weightDecay', label: 'Weight decay', kind: 'number' },
  { name: 'interpolationEpoch', label: 'Interpolation epoch', kind: 'number' },
  { name: 'criticalWidth', label: 'w*', kind: 'number' },
  { name: 'groups', label: 'Groups', kind: 'number' },
  { name: 'createdAt', label: 'Made', kind: 'time' },
  { name: 'tags', label: 'Tag', kind: 'tag' },
  { name: 'notes', label: 'Notes', kind: 'text' },
  { name: 'modelId', label: 'Model, by its id', kind: 'id' },
  { name: 'sweepId', label: 'Sweep, by its id', kind: 'id' },
  { name: 'group', label: 'Group of the script', kind: 'text' },
  { name: 'jobType', label: 'Job type', kind: 'text' },
  { name: 'parentId', label: 'Parent, by its id', kind: 'id' },
  { name: 'config:', label: 'Configuration…', kind: 'config' },
  { name: 'metric:', label: 'Last of metric…', kind: 'metric' },
  { name: 'analysis:', label: 'Result of an analysis…', kind: 'scalar' },
]

const opsOf: Readonly<Record<Kind, readonly Op[]>> = {
  text: ['has', 'is', 'not', 'among', 'missing', 'present'],
  number: ['is', 'not', 'among', 'above', 'below', 'missing', 'present'],
  time: ['above', 'below'],
  state: ['is', 'not'],
  tag: ['is', 'not', 'missing', 'present'],
  id: ['is', 'not', 'missing', 'present'],
  config: ['is', 'not', 'among', 'above', 'below', 'has', 'missing', 'present'],
  metric: ['above', 'below', 'missing', 'present'],
  scalar: ['above', 'below', 'missing', 'present'],
}

const opLabels: Readonly<Record<Op, string>> = {
  is: 'is',
  not: 'is not',
  among: 'is one of (with commas)',
  has: 'contains',
  above: 'at least',
  below: 'at most',
  missing: 'is missing',
  present: 'is present',
}

/** Returns the label of a comparison of a field. */
export function opLabel(op: Op, field: string): string {
  if (kindOf(field) === 'time') return op === 'above' ? 'on or after' : 'before'
  return opLabels[op]
}

/** Name and example of the text behind fields that end with a colon. */
export const namesOfFields: Readonly<Record<string, readonly [what: string, example: string]>> = {
  'config:': ['Path', 'optimizer.lr'],
  'metric:': ['Metric', 'testError'],
  'analysis:': ['Measure and number', `${measureOf.CRITICAL_SIZE}:groups`],
}

export const runStates: readonly RunState[] = [
  'QUEUED',
  'RUNNING',
  'FINISHED',
  'FAILED',
  'CANCELLED',
  'LOGGED',
  'CRASHED',
]

export function kindOf(field: string): Kind {
  return (
    fields.find(({ name }) => (name.endsWith(':') ? field.startsWith(name) : field === name))?.kind ?? 'text'
  )
}

export function opsFor(field: string): readonly Op[] {
  return opsOf[kindOf(field)]
}

/** The conditions as the server's filter: all of them, or any. What is not written to its end yet is left out. */
export function toRunFilter(conditions: readonly Condition[], any: boolean): RunFilter | undefined {
  const parts = conditions.flatMap((condition) => toPart(condition) ?? [])
  if (parts.length === 0) return undefined
  return any ? { OR: parts } : { AND: parts }
}

export interface Search {
  readonly q: string
  readonly where: readonly Condition[]
  readonly any: boolean
}

/** Conditions and a part of the name as the server's filter. */
export function toSearchFilter({ q, where, any }: Search): RunFilter | undefined {
  const parts = [toRunFilter(where, any), q.trim() === '' ? undefined : { name: { contains: q.trim() } }]
  const given = parts.filter((part) => part !== undefined)
  return given.length === 0 ? undefined : { AND: given }
}

function toPart({ field, op, value }: Condition): RunFilter | undefined {
  const given = value.trim()
  const valueless = op === 'missing' || op === 'present'
  if (!valueless && given === '') return undefined
  const missing = { missing: op === 'missing' }
  const kind = kindOf(field)
  if (kind === 'text') return { [field]: valueless ? missing : toText(op, given) }
  if (kind === 'number') {
    const number = valueless ? missing : toNumber(op, given)
    return number && { [field]: number }
  }
  if (kind === 'time') {
    // A day begins where the reader is.
    const at = new Date(given.includes('T') ? given : `${given}T00:00`)
    if (Number.isNaN(at.getTime())) return undefined
    return { [field]: op === 'above' ? { gte: at.toISOString() } : { lt: at.toISOString() } }
  }
  if (kind === 'state') return { state: op === 'not' ? { ne: given as RunState } : { eq: given as RunState } }
  if (kind === 'id') return { [field]: valueless ? missing : op === 'not' ? { ne: given } : { eq: given } }
  if (kind === 'tag') {
    if (op === 'not') return { NOT: [{ tags: { has: given } }] }
    return { tags: valueless ? missing : { has: given } }
  }
  return toNamedPart(kind, field.slice(field.indexOf(':') + 1).trim(), { op, given, valueless })
}

interface Comparison {
  readonly op: Op
  readonly given: string
  readonly valueless: boolean
}

function toNamedPart(kind: Kind, path: string, { op, given, valueless }: Comparison): RunFilter | undefined {
  if (path === '') return undefined
  const missing = { missing: op === 'missing' }
  const number = toNumber(op, given)
  if (kind === 'metric') {
    if (valueless) return { metrics: [{ name: path, ...missing }] }
    return number && { metrics: [{ name: path, last: number }] }
  }
  if (kind === 'scalar') {
    const [measure, ...rest] = path.split(':')
    const [name, wanted] = [rest.join(':'), valueless ? missing : number]
    return name !== '' && wanted ? { scalars: [{ measure, name, value: wanted }] } : undefined
  }
  if (valueless) return { config: [{ path, ...missing }] }
  if (op === 'is' && (given === 'true' || given === 'false'))
    return { config: [{ path, boolean: given === 'true' }] }
  // Text has no order.
  if (!number && (op === 'above' || op === 'below')) return undefined
  return { config: [number ? { path, number } : { path, text: toText(op, given) }] }
}

function toText(op: Op, value: string) {
  if (op === 'has') return { contains: value }
  if (op === 'among') return { in: toList(value) }
  return op === 'not' ? { ne: value } : { eq: value }
}

function toNumber(op: Op, text: string) {
  if (op === 'among') {
    const values = toList(text).map(Number)
    return values.length > 0 && values.every(Number.isFinite) ? { in: values } : undefined
  }
  const value = Number(text)
  if (text === '' || !Number.isFinite(value) || op === 'has') return undefined
  if (op === 'above') return { gte: value }
  if (op === 'below') return { lte: value }
  return op === 'not' ? { ne: value } : { eq: value }
}

/** Splits a text at commas. */
function toList(text: string): string[] {
  return text.split(',').flatMap((each) => (each.trim() === '' ? [] : each.trim()))
}
