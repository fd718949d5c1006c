/** Whether a message of one type has the fields that it should have. */
export type MessageCheck = (message: Record<string, unknown>) => boolean

/** A message from another process, once the check of its type has passed. Throws an Error for anything else. */
export function parseMessage(
  message: unknown,
  checks: Readonly<Record<string, MessageCheck>>,
): Record<string, unknown> {
  const fields = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>
  const check = Object.hasOwn(checks, String(fields.type)) ? checks[String(fields.type)] : undefined
  if (check?.(fields)) return fields
  throw new Error(`Unexpected message between processes: ${JSON.stringify(message)?.slice(0, 200)}`)
}
