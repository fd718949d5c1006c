import { Command } from 'commander'
import { connect } from '../remote/connect.ts'
import { credentialsFile, keepToken } from '../remote/credentials.ts'
import { readAddress, usualServer } from '../remote/server-address.ts'
import { readSecret } from '../terminal/read-secret.ts'

const examples = `
Make a token on the server (createApiToken) and give it on standard input:
  mitoscope login https://mitoscope.example.org
  echo "$TOKEN" | mitoscope login https://mitoscope.example.org
  mitoscope login https://mitoscope.example.org --forget
Without it, MITOSCOPE_TOKEN serves as well.`

/** `mitoscope login`: keeps a token for a server once the server has accepted it. */
export function loginCommand(): Command {
  return new Command('login')
    .description('Keep an API token for a server')
    .argument('[url]', 'the server', process.env.MITOSCOPE_SERVER ?? usualServer)
    .option('--forget', 'remove the token that is kept for it')
    .addHelpText('after', examples)
    .action(async (url: string, { forget }: { forget?: boolean }) => {
      const address = readAddress(url)
      if (forget) {
        await keepToken(address, undefined)
        process.stdout.write(`No token is kept for ${address} any more.\n`)
        return
      }
      const token = await readSecret(`API token for ${address}: `)
      const connection = await connect(address, { token })
      const { viewer } = await connection.ask<{ viewer: { name: string } }>('{ viewer { name } }')
      await keepToken(address, token)
      process.stdout.write(`${address} knows you as ${viewer.name}. The token is in ${credentialsFile()}.\n`)
    })
}
