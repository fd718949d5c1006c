import { exitCodes } from '../terminal/exit-codes.ts'
import { RemoteError } from './server-address.ts'
import { Unreachable } from './retry.ts'

export interface Answer {
  readonly data?: unknown
  readonly errors?: readonly AnsweredError[]
}

interface AnsweredError {
  readonly message: string
  readonly extensions?: { readonly code?: string; readonly runId?: string }
}

/** A server, with the headers that authenticate this machine. */
export interface GraphqlServer {
  /** Address without a path. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  /** Source of the token, for messages; undefined without a token. */
  readonly tokenSource?: string
}

/** Error codes of connections on which nothing was sent. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])
const transientStatuses = new Set([429, 502, 503, 504])

/** Posts one GraphQL request. Rejects with Unreachable if a later attempt may succeed, else with RemoteError. */
export async function postGraphql(
  { address, headers, tokenSource }: GraphqlServer,
  body: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const timeoutMs = parseTimeoutMs()
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...headers,
      },
      body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    return requireAnswer({ address, tokenSource }, response, await response.text())
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof RemoteError) throw error
    const isLate = timeout.aborted && new Error(`no answer within ${timeoutMs / 1000} s`)
    throw explainFailure(address, isLate || (error as Error))
  }
}

function explainFailure(address: string, { cause, message }: Error): Unreachable {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code
  const reason = cause instanceof Error ? cause.message || code : message
  return new Unreachable(`No server answers at ${address} (${reason}).`, {
    maybeDone: code === undefined || !beforeSending.has(code),
  })
}

/** Returns the milliseconds within which a server must answer. */
function parseTimeoutMs(): number {
  const { MITOSCOPE_TIMEOUT: given } = process.env
  if (!given) return 60_000
  const seconds = Number(given)
  if (seconds > 0 && seconds <= 86_400) return seconds * 1000
  throw new RemoteError(`MITOSCOPE_TIMEOUT must be seconds from 0.001 to 86400; got ${given}.`)
}

function requireAnswer(
  { address, tokenSource }: Omit<GraphqlServer, 'headers'>,
  response: Response,
  text: string,
): Answer {
  const { status } = response
  const answer = parseAnswer(text)
  if (status === 401) {
    throw new RemoteError(explainToken(address, answer, tokenSource), exitCodes.notAllowed, {
      code: 'UNAUTHENTICATED',
    })
  }
  const [error] = answer?.errors ?? []
  const isTransient = transientStatuses.has(status) || error?.extensions?.code === 'UNAVAILABLE'
  if (isTransient || (answer === undefined && status >= 500)) {
    throw new Unreachable(`${address} cannot answer now (${error?.message ?? `status ${status}`}).`, {
      maybeDone: true,
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after')),
    })
  }
  if (answer) return answer
  throw new RemoteError(
    `${address} is not a Mitoscope server: it answered with status ${status} and not with GraphQL: ${text.slice(0, 200)}`,
    exitCodes.unreachable,
    { code: 'NOT_GRAPHQL' },
  )
}

/** Parses the answer to a GraphQL operation; undefined for any other text. */
function parseAnswer(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text) as Answer | null
    if (Array.isArray(answer?.errors) && answer.errors.every((error) => typeof error?.message === 'string'))
      return answer
    return typeof answer?.data === 'object' && answer.errors === undefined ? answer : undefined
  } catch {
    return undefined
  }
}

/** Returns the milliseconds from now in a Retry-After header, which holds seconds or a date. */
function parseRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

/** Returns the reason why a server rejects the request's token, and the remedy. */
function explainToken(address: string, answer: Answer | undefined, source: string | undefined): string {
  const make = `Make one in the dashboard at ${address} (Settings, API tokens)`
  if (source === undefined) {
    return `${address} requires an API token, and none is saved for it here. ${make} and run: mitoscope login ${address}`
  }
  const reason = answer?.errors?.[0]?.message ?? 'This API token is not valid.'
  const remedy =
    source === 'MITOSCOPE_TOKEN' ? `set MITOSCOPE_TOKEN to it` : `run: mitoscope login ${address}`
  return `${source} is rejected by ${address}. ${reason} ${make} and ${remedy}`
}
