import { Option } from 'commander'
import { exitCodes } from '../terminal/exit-codes.ts'

/** Default address of a server. */
export const usualServer = 'http://127.0.0.1:4000'

/** Creates `--server URL` for commands that always need a server. */
export function serverOption(): Option {
  return new Option('--server <url>', 'the server').env('MITOSCOPE_SERVER').default(usualServer)
}

/** Parses the address of a server, and drops its path. Throws RemoteError for anything but an HTTP address. */
export function parseAddress(text: string): string {
  const address = tryUrl(text)
  if (address && /^https?:$/.test(address.protocol)) return address.origin
  throw new RemoteError(`${text} is not the address of a server: give one like ${usualServer}.`)
}

/** Extensions of an error in a server's answer. */
interface Said {
  readonly code?: string
  readonly runId?: string
}

/** An error of a server, a file or an option that the user can correct; the message says how. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError'
  readonly exitCode: number
  /** Error code from the server, such as CONFLICT; undefined for an error of this machine. */
  readonly code?: string
  /** Id of the run that a CONFLICT is about. */
  readonly runId?: string

  constructor(message: string, exitCode: number = exitCodes.wrongUse, said: Said = {}) {
    super(message)
    this.exitCode = exitCode
    this.code = said.code
    this.runId = said.runId
  }
}

function tryUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
