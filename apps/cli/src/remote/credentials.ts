import { chmod, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { writeFileAtomically } from '@mitoscope/lab/local-files'

/** Tokens by server address, in a file that only its owner reads. */
type Credentials = Record<string, string>

/** The file of tokens; in MITOSCOPE_CONFIG, or the user's configuration folder. */
export function credentialsFile(): string {
  const folder =
    process.env.MITOSCOPE_CONFIG ??
    join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'mitoscope')
  return join(folder, 'credentials.json')
}

/** The token for a server: MITOSCOPE_TOKEN, else the one that login kept, else none. */
export async function findToken(server: string): Promise<string | undefined> {
  return process.env.MITOSCOPE_TOKEN || (await readCredentials())[server]
}

/** Keeps a token; undefined forgets it. */
export async function keepToken(server: string, token: string | undefined): Promise<void> {
  const { [server]: _old, ...others } = await readCredentials()
  const credentials = token === undefined ? others : { ...others, [server]: token }
  await writeFileAtomically(credentialsFile(), `${JSON.stringify(credentials, null, 2)}\n`)
  await chmod(credentialsFile(), 0o600)
}

async function readCredentials(): Promise<Credentials> {
  try {
    return JSON.parse(await readFile(credentialsFile(), 'utf8')) as Credentials
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(`${credentialsFile()} cannot be read: ${(error as Error).message}. Mend or remove it`)
  }
}
