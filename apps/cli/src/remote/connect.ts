import { exitCodeOf } from '../terminal/exit-codes.ts'
import { findToken } from './credentials.ts'
import { postGraphql, type Answer } from './post-graphql.ts'
import { parseAddress, RemoteError } from './server-address.ts'
import { parseRetryMs, retry, Unreachable } from './retry.ts'

/** A server, with what is needed to send requests to it. */
export interface Connection {
  /** Address without a path. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds for which a failed request is repeated. */
  readonly retryMs: number
  /** Returns the data of an operation. Rejects with RemoteError if the server reports errors or cannot be reached. */
  ask<T>(query: string, variables?: object, options?: AskOptions): Promise<T>
  /** Returns the whole answer of an operation, errors included. */
  answer(query: string, variables?: object, options?: AskOptions): Promise<Answer>
}

export interface AskOptions {
  readonly signal?: AbortSignal
  /** True if a mutation may be repeated after its answer was lost: it has a key, or a repeat changes nothing. */
  readonly repeatable?: boolean
}

interface ConnectOptions {
  /** Token; the default is the one saved for the server. */
  readonly token?: string
  /** Retry time in milliseconds; the default is parseRetryMs(). */
  readonly retryMs?: number
}

/**
 * Prepares requests to a server, with the given or saved token. If the server cannot be reached, queries and repeatable
 * mutations are repeated for a while, other mutations only if they never reached the server.
 */
export async function connect(server: string, options: ConnectOptions = {}): Promise<Connection> {
  const address = parseAddress(server)
  const known =
    options.token === undefined ? await findToken(address) : { token: options.token, source: 'This token' }
  const headers: Record<string, string> = known ? { authorization: `Bearer ${known.token}` } : {}
  if (known && !/^[\x21-\x7e]+$/.test(known.token)) {
    throw new RemoteError(
      `${known.source} is not an API token: it contains a space or a character that no token has. Copy the whole token again.`,
    )
  }
  const retryMs = options.retryMs ?? parseRetryMs()
  const asking = { address, headers, tokenSource: known?.source }
  const answer = async (query: string, variables: object = {}, asked: AskOptions = {}) => {
    const { signal, repeatable = changesNothing(query) } = asked
    const attempt = () => postGraphql(asking, { query, variables }, signal)
    try {
      return await retry(attempt, { totalMs: retryMs, repeatable, signal })
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      const told = error.maybeDone && !repeatable ? ' It may have been carried out all the same.' : ''
      error.message += `${told} Start a server with mitoscope serve, or name yours with --server.`
      throw error
    }
  }
  return {
    address,
    headers,
    retryMs,
    answer,
    async ask<T>(query: string, variables?: object, asked?: AskOptions) {
      const { data, errors } = await answer(query, variables, asked)
      if (errors?.length) {
        const said = errors[0].extensions
        throw new RemoteError(errors.map(({ message }) => message).join('\n'), exitCodeOf(said?.code), said)
      }
      return data as T
    },
  }
}

/** Returns true if a document contains only queries. A document that merely mentions a mutation counts as one. */
function changesNothing(document: string): boolean {
  const words = document.replaceAll(/#[^\n\r]*|"""[^]*?"""|"(?:[^"\\\n]|\\.)*"/g, ' ')
  return !/\b(mutation|subscription)\b/.test(words)
}
