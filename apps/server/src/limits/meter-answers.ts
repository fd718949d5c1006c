import { takeTurn } from '@mitoscope/lab'
import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql'
import type { Context } from '../graphql/context.ts'
import { exportPath } from '../export/export-path.ts'
import { LimitExceeded } from './limit-exceeded.ts'
import { mostAnswerBytes, mostEntries, mostMessageBytes } from './limits.ts'

interface Meter {
  readonly most: number
  entries: number
  bytes: number
}

const meters = new WeakMap<object, Meter>()

/** Milliseconds of one round of the event loop after which long answers wait for their turn. */
const roundMs = 4
let roundBegan: number | undefined

/**
 * Counts the objects and bytes of an answer while it is computed, and stops above the limits: a document may
 * request far more than exists, and only the answer shows how much. Long answers take turns with other work.
 */
export function meterAnswers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) meterField(field)
  }
  return schema
}

function meterField(field: GraphQLField<unknown, Context>): void {
  const { resolve = defaultFieldResolver } = field
  const weigh = isCompositeType(getNamedType(field.type)) ? weighObjects : weighLeaves
  const isLong = weigh === weighObjects || isList(field.type)
  field.resolve = (source, args, context, info) => {
    const admit = (value: unknown) => {
      context.abandoned?.throwIfAborted()
      weigh(meterOf(context), value, info)
      return value
    }
    const goOn = (value: unknown) =>
      isLong && isRoundLong() ? takeTurn().then(() => admit(value)) : admit(value)
    const result: unknown = resolve(source, args, context, info)
    return result instanceof Promise ? result.then(goOn) : goOn(result)
  }
}

/**
 * Returns true if the current round of the event loop is long: measures the time since the round's first
 * field.
 */
function isRoundLong(): boolean {
  const now = performance.now()
  if (roundBegan === undefined) {
    roundBegan = now
    setImmediate(() => (roundBegan = undefined))
  }
  return now - roundBegan > roundMs
}

function meterOf(context: Context): Meter {
  let meter = meters.get(context)
  if (!meter) {
    // What a subscription is sent is one message.
    const most = context.ended ? mostMessageBytes : mostAnswerBytes
    meters.set(context, (meter = { most, entries: 0, bytes: 0 }))
  }
  return meter
}

/** Returns the bytes of a key: its name, quotes, colon and comma. */
function bytesOfKey({ path }: GraphQLResolveInfo): number {
  return String(path.key).length + 4
}

function weighObjects(meter: Meter, value: unknown, info: GraphQLResolveInfo): void {
  const entries = Array.isArray(value) ? value.length : 0
  meter.entries += entries
  if (meter.entries > mostEntries)
    throw new LimitExceeded('entries', meter.entries, mostEntries, 'Request smaller pages (first)')
  addBytes(meter, bytesOfKey(info) + 2 + 3 * entries)
}

function weighLeaves(meter: Meter, value: unknown, info: GraphQLResolveInfo): void {
  addBytes(meter, bytesOfKey(info) + sizeOf(value))
}

function addBytes(meter: Meter, bytes: number): void {
  meter.bytes += bytes
  if (meter.bytes <= meter.most) return
  const remedy = `Request smaller pages (first, points), or read complete metrics line by line from ${exportPath}`
  throw new LimitExceeded('bytes of the answer', meter.bytes, meter.most, remedy)
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type))
}

/** Returns the size of a field's value as JSON in bytes; off by a few bytes for fractional numbers. */
function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return sizeOfNumber(value)
    case 'string':
      return Buffer.byteLength(value) + 2
    case 'object':
      if (Array.isArray(value)) return sizeOfList(value)
      if (value === null) return 4
      return value instanceof Date ? 26 : Buffer.byteLength(JSON.stringify(value) ?? '')
    default:
      return 5
  }
}

function sizeOfList(values: readonly unknown[]): number {
  let bytes = 2
  for (const value of values) bytes += 1 + (typeof value === 'number' ? sizeOfNumber(value) : sizeOf(value))
  return bytes
}

function sizeOfNumber(value: number): number {
  if (!Number.isInteger(value)) return Number.isInteger(value * 1e4) ? 7 : 18
  const size = Math.abs(value)
  if (size < 100) return size < 10 ? 1 : 2
  return size < 1e21 ? Math.floor(Math.log10(size)) + 1 : 22
}
