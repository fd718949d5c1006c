import type { JsonObject } from '../database/tables.ts'

/** Returns the values of a configuration by path, names joined by dots; a list is one value. */
export function flattenConfig(config: JsonObject, prefix = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  for (const [name, value] of Object.entries(config)) {
    const path = prefix + name
    if (typeof value !== 'object' || value === null || Array.isArray(value)) flat.set(path, value)
    else for (const [inner, leaf] of flattenConfig(value as JsonObject, `${path}.`)) flat.set(inner, leaf)
  }
  return flat
}
