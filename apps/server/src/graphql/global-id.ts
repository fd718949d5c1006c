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
  ModelWidth: /^[0-9a-f-]{36}\.[1-9][0-9]{0,8}(\.[0-9a-z.+-]+)?$/,
  AuditEvent: /^\d{1,15}$/,
  Dataset: /^[\w-]{1,100}$/,
  User: /^[\w-]{1,100}$/,
  ApiToken: /^[\w-]{1,100}$/,
}

/**
 * The record's id in a global id of the given type. Undefined for anything else, so that a query answers null and a
 * command says NOT_FOUND: an unknown id is no mistake of the schema's.
 */
export function readId(type: string, globalId: string): string | undefined {
  const read = fromGlobalId(globalId)
  return read?.type === type && (forms[type] ?? uuid).test(read.id) ? read.id : undefined
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** As readId, for commands: an id that cannot be read is one that nothing has. */
export function requireId(type: string, globalId: string): string {
  return readId(type, globalId) ?? nobody
}

/** As requireId, for ids that may be left out. An empty text is an id that nothing has, not one that is left out. */
export function requireGiven<T extends null | undefined>(type: string, globalId: string | T): string | T {
  return typeof globalId === 'string' ? requireId(type, globalId) : globalId
}
