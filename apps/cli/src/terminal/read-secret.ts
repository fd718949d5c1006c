import { createInterface } from 'node:readline'
import { RemoteError } from '../remote/server-address.ts'
import { Interrupted } from './until-interrupted.ts'

/**
 * One line of standard input, not shown while it is typed on a terminal. Rejects with RemoteError for an empty line or
 * none, and with Interrupted on CTRL-C.
 */
export function readSecret(prompt: string): Promise<string> {
  const terminal = process.stdin.isTTY === true
  // The interface ends the terminal's echo: what is typed as soon as the prompt is there must find it ended.
  const lines = createInterface({ input: process.stdin, output: undefined, terminal })
  if (terminal) process.stderr.write(prompt)
  return new Promise<string>((resolve, reject) => {
    // Closing is told at once, so the first line has to be taken before.
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
