import { findToken } from './credentials.ts'
import { readAddress, RemoteError } from './server-address.ts'

/** A server that answers, with what it takes to ask it. */
export interface Connection {
  /** Address without a path. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  /** The data of an operation. Rejects with RemoteError where the server reports errors or cannot be reached. */
  ask<T>(query: string, variables?: object, signal?: AbortSignal): Promise<T>
  /** As ask, but the whole answer, errors included. */
  answer(query: string, variables?: object, signal?: AbortSignal): Promise<Answer>
}

export interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

/** Prepares to ask a server, with the token given or kept for it. */
export async function connect(server: string, given?: string): Promise<Connection> {
  const address = readAddress(server)
  const token = given ?? (await findToken(address))
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = async (query: string, variables: object = {}, signal?: AbortSignal) => {
    const response = await post(address, headers, { query, variables }, signal)
    return readAnswer(address, response)
  }
  return {
    address,
    headers,
    answer,
    async ask<T>(query: string, variables?: object, signal?: AbortSignal) {
      const { data, errors } = await answer(query, variables, signal)
      if (errors?.length) throw new RemoteError(errors.map(({ message }) => message).join('\n'))
      return data as T
    },
  }
}

async function post(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: object,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...headers,
      },
      body: JSON.stringify(body),
      signal,
    })
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    const { cause, message } = error as Error
    const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message
    throw new RemoteError(
      `No server answers at ${address} (${reason}). Start one with mitoscope serve, or name yours with --server.`,
    )
  }
}

async function readAnswer(address: string, response: Response): Promise<Answer> {
  const text = await response.text()
  if (response.status === 401) {
    throw new RemoteError(
      `${address} does not know you. Make a token there and run: mitoscope login ${address}`,
    )
  }
  try {
    return JSON.parse(text) as Answer
  } catch {
    throw new RemoteError(
      `${address} answered with status ${response.status} and not with GraphQL: ${text.slice(0, 200)}`,
    )
  }
}
