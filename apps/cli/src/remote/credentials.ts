import { chmod, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { writeFileAtomically } from '@mitoscope/lab/local-files'
import { explainFileError } from '../files/read-file.ts'
import { RemoteError } from './server-address.ts'

/** Tokens by server address, stored in a file that only its owner can read. */
type Credentials = Record<string, string>

/** Returns the path of the file of tokens, in MITOSCOPE_CONFIG or the user's configuration folder. */
export function credentialsFile(): string {
  const folder =
    process.env.MITOSCOPE_CONFIG ??
    join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'mitoscope')
  return join(folder, 'credentials.json')
}

/** Returns the token for a server and its source: MITOSCOPE_TOKEN, else the token saved by login, else undefined. */
export async function findToken(
  server: string,
): Promise<{ readonly token: string; readonly source: string } | undefined> {
  const { MITOSCOPE_TOKEN } = process.env
  if (MITOSCOPE_TOKEN) return { token: MITOSCOPE_TOKEN, source: 'MITOSCOPE_TOKEN' }
  const token = (await readCredentials())[server]
  return token === undefined ? undefined : { token, source: `The token in ${credentialsFile()}` }
}

/** Saves a token; undefined deletes the saved one. */
export async function saveToken(server: string, token: string | undefined): Promise<void> {
  const { [server]: _old, ...others } = await readCredentials()
  const credentials = token === undefined ? others : { ...others, [server]: token }
  await writeFileAtomically(credentialsFile(), `${JSON.stringify(credentials, null, 2)}\n`)
  await chmod(credentialsFile(), 0o600)
}

async function readCredentials(): Promise<Credentials> {
  try {
    const found: unknown = JSON.parse(await readFile(credentialsFile(), 'utf8'))
    if (typeof found === 'object' && found !== null && Object.values(found).every(isText))
      return found as Credentials
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    const explained = explainFileError(error, credentialsFile())
    if (explained) throw new RemoteError(explained.message, explained.exitCode)
  }
  throw new RemoteError(
    `${credentialsFile()} is not a JSON object of tokens by server. Remove the file and run mitoscope login again.`,
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}
