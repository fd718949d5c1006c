import { parseJson } from '../parse-json.ts'

/**
 * Returns the object that a JSON text of Python's holds, in bytes too; numbers that are not finite or not exact are texts in
 * it. Returns undefined for anything else.
 */
export function parseObject(json: unknown): Readonly<Record<string, unknown>> | undefined {
  const text = json instanceof Uint8Array ? new TextDecoder().decode(json) : json
  const value = typeof text === 'string' ? parseJson(text)?.value : undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
