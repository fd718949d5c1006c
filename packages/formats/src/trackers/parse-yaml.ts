import { parse } from 'yaml'

/**
 * Parses a YAML document into an object; undefined for what is none. Tags of other languages, as !!python/name:…, do no
 * harm: their values are plain texts. Whole numbers beyond 2^53 stay exact, as bigint.
 */
export function parseYaml(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseAny(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

/** Parses a YAML document into the texts of its list; empty for what is none. */
export function parseYamlList(text: string): string[] {
  const value = parseAny(text)
  return Array.isArray(value) ? value.map(String) : []
}

function parseAny(text: string): unknown {
  try {
    return parse(text, (_, value: unknown) => (typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value), { logLevel: 'silent', maxAliasCount: 100, intAsBigInt: true }) // prettier-ignore
  } catch {
    return undefined
  }
}
