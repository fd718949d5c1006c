import { exitCodeOf } from '../terminal/exit-codes.ts'
import { findToken } from './credentials.ts'
import { readPatience } from './patience.ts'
import { postGraphql, type Answer } from './post-graphql.ts'
import { readAddress, RemoteError } from './server-address.ts'
import { tryAgain } from './try-again.ts'
import { Unreachable } from './unreachable.ts'

/** A server that answers, with what it takes to ask it. */
export interface Connection {
  /** Address without a path. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds for which a request is tried again. */
  readonly patienceMs: number
  /** The data of an operation. Rejects with RemoteError where the server reports errors or cannot be reached. */
  ask<T>(query: string, variables?: object, options?: AskOptions): Promise<T>
  /** As ask, but the whole answer, errors included. */
  answer(query: string, variables?: object, options?: AskOptions): Promise<Answer>
}

export interface AskOptions {
  readonly signal?: AbortSignal
  /** True if a mutation may be sent again where its answer got lost: it has a key, or a repeat changes nothing. */
  readonly repeatable?: boolean
}

interface ConnectOptions {
  /** Instead of the token that is kept for the server. */
  readonly token?: string
  /** Instead of readPatience(). */
  readonly patienceMs?: number
}

/**
 * Prepares to ask a server, with the token given or kept for it. Where none answers, queries and repeatable mutations are
 * tried again for a while, and other mutations only when they never reached the server.
 */
export async function connect(server: string, options: ConnectOptions = {}): Promise<Connection> {
  const address = readAddress(server)
  const known =
    options.token === undefined ? await findToken(address) : { token: options.token, source: 'This token' }
  const headers: Record<string, string> = known ? { authorization: `Bearer ${known.token}` } : {}
  if (known && !/^[\x21-\x7e]+$/.test(known.token)) {
    throw new RemoteError(
      `${known.source} is no API token: it holds a space or a character that none has. Copy it again, whole.`,
    )
  }
  const patienceMs = options.patienceMs ?? readPatience()
  const asking = { address, headers, tokenSource: known?.source }
  const answer = async (query: string, variables: object = {}, asked: AskOptions = {}) => {
    const { signal, repeatable = changesNothing(query) } = asked
    const attempt = () => postGraphql(asking, { query, variables }, signal)
    try {
      return await tryAgain(attempt, { totalMs: patienceMs, repeatable, signal })
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      const told = error.maybeDone && !repeatable ? ' It may have been carried out all the same.' : ''
      error.message += `${told} Start one with mitoscope serve, or name yours with --server.`
      throw error
    }
  }
  return {
    address,
    headers,
    patienceMs,
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

/** True if a document holds queries only; one that merely names a mutation counts as one. */
function changesNothing(document: string): boolean {
  const words = document.replaceAll(/#[^\n\r]*|"""[^]*?"""|"(?:[^"\\\n]|\\.)*"/g, ' ')
  return !/\b(mutation|subscription)\b/.test(words)
}
