import { Command } from 'commander'
import { connect } from '../remote/connect.ts'
import { credentialsFile, saveToken } from '../remote/credentials.ts'
import { parseAddress, usualServer } from '../remote/server-address.ts'
import { readSecret } from '../terminal/read-secret.ts'

const examples = `
Make a token on the server (createApiToken) and give it on standard input:
  mitoscope login https://mitoscope.example.org
  echo "$TOKEN" | mitoscope login https://mitoscope.example.org
  mitoscope login https://mitoscope.example.org --forget
Without it, MITOSCOPE_TOKEN serves as well.`

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
        process.stdout.write(`The token for ${address} was deleted.
        `)
        return
      }
      const token = await readSecret(`API token for ${address}: `)
      const connection = await connect(address, { token })
      const { viewer } = await connection.ask<{ viewer: { name: string } }>('{ viewer { name } }')
      await saveToken(address, token)
      process.stdout.write(`Signed in at ${address} as ${viewer.name}. The token is in ${credentialsFile()}.
      `)
    })
}
