import { LabError } from '@mitoscope/lab'

/** Encodes Relay's global id: the type's name and the record's own id, opaque to clients. */
export function toGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}

/**
 * Splits a global id into type and record id, without checking that these exist; undefined for any other
 * text.
 */
export function fromGlobalId(globalId: string): { readonly type: string; readonly id: string } | undefined {
  const match = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(globalId, 'base64url').toString('utf8'))
  return match ? { type: match[1], id: match[2] } : undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Form of the record ids, by type, for types whose records have other ids than UUIDs. */
const forms: Readonly<Record<string, RegExp>> = {
  // The model, the width and, where weight decays are kept apart, the weight decay.
  ModelWidth: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[1-9][0-9]{0,8}(\.[0-9a-z.+-]+)?$/,
  AuditEvent: /^\d{1,15}$/,
  Dataset: /^[\w-]{1,100}$/,
  User: /^[\w-]{1,100}$/,
  ApiToken: /^[\w-]{1,100}$/,
}

/** True if a text has the form of a global id of any type; the record need not exist. */
export function isGlobalId(globalId: string): boolean {
  return decodeId(globalId) !== undefined
}

/**
 * Decodes an id and rejects any other spelling of it: a decoder of base64 skips foreign characters, so that
 * many texts would be one id. Returns undefined for text that is no id.
 */
function decodeId(globalId: string) {
  const decoded = fromGlobalId(globalId)
  if (!decoded || !hasForm(decoded)) return undefined
  return toGlobalId(decoded.type, decoded.id) === globalId.replace(/=+$/, '') ? decoded : undefined
}

function hasForm({ type, id }: { readonly type: string; readonly id: string }): boolean {
  return (forms[type] ?? uuid).test(id)
}

/**
 * Returns the record id in a global id of the given type, as in the address of a file; undefined for any
 * other text.
 */
export function parseId(type: string, globalId: string): string | undefined {
  const decoded = decodeId(globalId)
  return decoded?.type === type ? decoded.id : undefined
}

/**
 * Error about an id of another type than the argument's; checkArguments puts the argument's name before it.
 */
export class WrongId extends LabError {
  readonly globalId: string

  constructor(globalId: string, wanted: string) {
    const { type = 'nothing' } = fromGlobalId(globalId) ?? {}
    super('BAD_USER_INPUT', `"${globalId.slice(0, 100)}" is the id of a ${type}. Give the id of a ${wanted}.`)
    this.globalId = globalId
  }
}

/** Parses the id of an argument. Throws BAD_USER_INPUT (WrongId) if it is not an id of that type. */
export function requireId(type: string, globalId: string): string {
  const id = parseId(type, globalId)
  if (id === undefined) throw new WrongId(globalId, type)
  return id
}

/** Parses an optional id; null and undefined pass. Throws BAD_USER_INPUT if it is not an id of that type. */
export function requireGiven<T extends null | undefined>(type: string, globalId: string | T): string | T {
  return typeof globalId === 'string' ? requireId(type, globalId) : globalId
}

/** Returns the type of the schema whose records a table holds: "TrainingRun" for "trainingRun". */
export function typeOf(table: string): string {
  return table[0].toUpperCase() + table.slice(1)
}

/** Returns the name of an enum's value: "TRAINING_RUN" for "trainingRun". */
export function constantCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

/** Returns the name of a table's records in RecordKind. */
export function recordKindOf(table: string): string {
  return table === 'trainingRun' ? 'RUN' : constantCase(table)
}
