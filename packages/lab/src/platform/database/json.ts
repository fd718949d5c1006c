/** Encodes a value for a jsonb column as text, the only form that both drivers treat alike. */
export function toJson(value: unknown): string {
  return JSON.stringify(value)
}
