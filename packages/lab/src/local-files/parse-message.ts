/** Returns true if a message of one type has the required fields. */
export type MessageCheck = (message: Record<string, unknown>) => boolean

/** Validates a message from another process by the check of its type. Throws an Error if it is malformed. */
export function parseMessage(
  message: unknown,
  checks: Readonly<Record<string, MessageCheck>>,
): Record<string, unknown> {
  const fields = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>
  const check = Object.hasOwn(checks, String(fields.type)) ? checks[String(fields.type)] : undefined
  if (check?.(fields)) return fields
  throw new Error(`Unexpected message between processes: ${JSON.stringify(message)?.slice(0, 200)}`)
}
