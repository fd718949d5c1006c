import type { Field } from './record-reader.ts'

const deepest = 20

/** Fields of an object; those of objects within it have names with dots, as in train.loss. */
export function flattenRecord(record: object, prefix = '', depth = 0): Field[] {
  const fields: Field[] = []
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < deepest)
      for (const field of flattenRecord(value, `${prefix}${key}.`, depth + 1)) fields.push(field)
    else fields.push([prefix + key, value])
  }
  return fields
}

/** A name that stands twice among the fields, as "a.b" beside { a: { b } }; undefined where all are different. */
export function findRepeated(fields: readonly Field[]): string | undefined {
  const seen = new Set<string>()
  for (const [key] of fields) if (seen.size === seen.add(key).size) return key
  return undefined
}
