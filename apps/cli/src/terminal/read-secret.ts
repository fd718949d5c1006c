import { createInterface } from 'node:readline'
import { RemoteError } from '../remote/server-address.ts'
import { Interrupted } from './until-interrupted.ts'

/**
 * Reads one line of standard input, which is hidden while it is typed on a terminal. Rejects with RemoteError for an
 * empty or missing line, and with Interrupted on CTRL-C.
 */
export function readSecret(prompt: string): Promise<string> {
  const terminal = process.stdin.isTTY === true
  // Created before the prompt, since it turns off the terminal's echo: a user may type as soon as the prompt appears.
  const lines = createInterface({ input: process.stdin, output: undefined, terminal })
  if (terminal) process.stderr.write(prompt)
  return new Promise<string>((resolve, reject) => {
    // `close` follows at once, so the first line must be handled before.
    lines.once('line', (line) => {
      const secret = line.trim()
      if (secret !== '') resolve(secret)
      lines.close()
    })
    lines.once('SIGINT', () => {
      reject(new Interrupted('SIGINT'))
      lines.close()
    })
    lines.once('close', () =>
      reject(
        new RemoteError(
          'No token was given. Type or paste it, or send it on standard input: echo "$TOKEN" | mitoscope login URL.',
        ),
      ),
    )
  }).finally(() => {
    if (terminal) process.stderr.write('\n')
  })
}
