import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { connect } from '../remote/connect.ts'
import { credentialsFile, saveToken } from '../remote/credentials.ts'
import { postGraphql } from '../remote/post-graphql.ts'
import { parseAddress, RemoteError, usualServer } from '../remote/server-address.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { Interrupted } from '../terminal/until-interrupted.ts'

const examples = `
Make a token on the server (createApiToken) and give it on standard input:
  mitoscope login https://mitoscope.example.org
  echo "$TOKEN" | mitoscope login https://mitoscope.example.org
  mitoscope login https://mitoscope.example.org --forget
Without it, MITOSCOPE_TOKEN serves as well.`

const whoAmI = '{ viewer { name } }'

/** Returns false if a server answers without a token, as a lab without accounts does, whatever token it is sent. */
async function needsToken(address: string): Promise<boolean> {
  try {
    await postGraphql({ address, headers: {} }, { query: whoAmI })
    return false
  } catch (error) {
    if (error instanceof RemoteError && error.exitCode === exitCodes.notAllowed) return true
    throw error
  }
}

/** Creates `mitoscope login`, which saves a token for a server once the server has accepted it. */
export function loginCommand(): Command {
  return new Command('login')
    .description('Save an API token for a server')
    .argument('[url]', 'the server', process.env.MITOSCOPE_SERVER ?? usualServer)
    .option('--forget', 'delete the saved token of this server')
    .addHelpText('after', examples)
    .action(async (url: string, { forget }: { forget?: boolean }) => {
      const address = parseAddress(url)
      if (forget) {
        await saveToken(address, undefined)
        process.stdout.write(`The token for ${address} was deleted.\n`)
        return
      }
      const token = await readSecret(`API token for ${address}: `)
      const connection = await connect(address, { token })
      const { viewer } = await connection.ask<{ viewer: { name: string } }>(whoAmI)
      if (!(await needsToken(address))) {
        process.stdout.write(`${address} has no accounts: it needs no token, and none was saved.\n`)
        return
      }
      await saveToken(address, token)
      process.stdout.write(
        `Signed in at ${address} as ${viewer.name}. The token is in ${credentialsFile()}.\n`,
      )
    })
}

/**
 * Reads one line of standard input, which is hidden while it is typed on a terminal. Rejects with RemoteError for an
 * empty or missing line, and with Interrupted on CTRL-C.
 */
function readSecret(prompt: string): Promise<string> {
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
