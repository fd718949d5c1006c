import type { Field } from './record-reader.ts'

const maxDepth = 20

/** Returns the fields of an object. Fields of nested objects have names with dots, such as train.loss. */
export function flattenRecord(record: object, prefix = '', depth = 0): Field[] {
  const fields: Field[] = []
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < maxDepth)
      for (const field of flattenRecord(value, `${prefix}${key}.`, depth + 1)) fields.push(field)
    else fields.push([prefix + key, value])
  }
  return fields
}

/** Returns a name that two fields share, such as "a.b" and { a: { b } }; undefined if all names are different. */
export function findRepeated(fields: readonly Field[]): string | undefined {
  const seen = new Set<string>()
  for (const [key] of fields) if (seen.size === seen.add(key).size) return key
  return undefined
}
