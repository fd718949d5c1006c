import { LabError } from '@mitoscope/lab'

/** Relay's global id: the type's name and the record's own id, opaque to clients. */
export function toGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}

/** Undefined for anything that is no id of ours. */
export function fromGlobalId(globalId: string): { readonly type: string; readonly id: string } | undefined {
  const match = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(globalId, 'base64url').toString('utf8'))
  return match ? { type: match[1], id: match[2] } : undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Types whose records have other ids than UUIDs. */
const forms: Readonly<Record<string, RegExp>> = {
  // The model, the width and, where weight decays are kept apart, the weight decay.
  ModelWidth: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[1-9][0-9]{0,8}(\.[0-9a-z.+-]+)?$/,
  AuditEvent: /^\d{1,15}$/,
  Dataset: /^[\w-]{1,100}$/,
  User: /^[\w-]{1,100}$/,
  ApiToken: /^[\w-]{1,100}$/,
}

/** True if a text has the form of an id, of whatever type: whether there is such a record is another question. */
export function isGlobalId(globalId: string): boolean {
  return decodeId(globalId) !== undefined
}

/** Decodes an id exactly: a decoder of base64 passes over other characters, so that many texts would be one id. */
function decodeId(globalId: string) {
  const read = fromGlobalId(globalId)
  if (!read || !hasForm(read)) return undefined
  return toGlobalId(read.type, read.id) === globalId.replace(/=+$/, '') ? read : undefined
}

function hasForm({ type, id }: { readonly type: string; readonly id: string }): boolean {
  return (forms[type] ?? uuid).test(id)
}

/** The record's id in a global id of the given type, in the address of a file; undefined for anything else. */
export function readId(type: string, globalId: string): string | undefined {
  const read = decodeId(globalId)
  return read?.type === type ? read.id : undefined
}

/** An id of another type than the argument's; checkArguments puts the argument's name before it. */
export class WrongId extends LabError {
  readonly globalId: string

  constructor(globalId: string, wanted: string) {
    const { type = 'nothing' } = fromGlobalId(globalId) ?? {}
    super('BAD_USER_INPUT', `"${globalId.slice(0, 100)}" is the id of a ${type}. Give the id of a ${wanted}.`)
    this.globalId = globalId
  }
}

/** Parses the id of an argument. Throws BAD_USER_INPUT for the id of something else. */
export function requireId(type: string, globalId: string): string {
  const id = readId(type, globalId)
  if (id === undefined) throw new WrongId(globalId, type)
  return id
}

/** Parses an id that may be left out. */
export function requireGiven<T extends null | undefined>(type: string, globalId: string | T): string | T {
  return typeof globalId === 'string' ? requireId(type, globalId) : globalId
}
