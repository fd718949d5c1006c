import type { MessageSchema } from './fork-process.ts'

/** Calls back with every message of the process that forked this one. Throws if one does not have the shape. */
export function receiveFromParent<T>(schema: MessageSchema<T>, onMessage: (message: T) => void): void {
  process.on('message', (message) => {
    const parsed = schema.safeParse(message)
    if (!parsed.success) throw parsed.error
    onMessage(parsed.data)
  })
}

/** Sends a message; resolves when it has been handed over, so that an immediate exit does not lose it. */
export function sendToParent(message: object): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send!(message, undefined, undefined, () => resolve())
    else resolve()
  })
}
