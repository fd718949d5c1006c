import { Option } from 'commander'
import { exitCodes } from '../terminal/exit-codes.ts'

/** Where commands find a server when none is named. */
export const usualServer = 'http://127.0.0.1:4000'

/** `--server URL`, for commands that always talk to one. */
export function serverOption(): Option {
  return new Option('--server <url>', 'the server').env('MITOSCOPE_SERVER').default(usualServer)
}

/** The server's address without a path. Throws RemoteError for what is none. */
export function readAddress(text: string): string {
  const address = tryUrl(text)
  if (address && /^https?:$/.test(address.protocol)) return address.origin
  throw new RemoteError(`${text} is no address of a server: give one like ${usualServer}.`)
}

/** Extensions of an error as a server answers it. */
interface Said {
  readonly code?: string
  readonly runId?: string
}

/** Something about a server, a file or an option that its user can mend; the message says how. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError'
  readonly exitCode: number
  /** The server's code for it, such as CONFLICT; undefined where it is not the server's. */
  readonly code?: string
  /** The run that a CONFLICT is about. */
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
