import { parse } from 'yaml'

/**
 * Parses a YAML document into an object; undefined for what is none. Tags of other languages, as !!python/name:…, do no
 * harm: their values are plain texts.
 */
export function parseYaml(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parse(text, { logLevel: 'silent', maxAliasCount: 100 })
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
