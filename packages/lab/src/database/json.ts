/** A value for a jsonb column: both drivers take text, and neither agrees with the other on anything else. */
export function toJson(value: unknown): string {
  return JSON.stringify(value)
}
