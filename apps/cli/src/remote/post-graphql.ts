import { RemoteError } from './server-address.ts'
import { Unreachable } from './unreachable.ts'

export interface Answer {
  readonly data?: unknown
  readonly errors?: readonly AnsweredError[]
}

interface AnsweredError {
  readonly message: string
  readonly extensions?: { readonly code?: string; readonly runId?: string }
}

/** Milliseconds that a request may take; a server ends its own long before. */
const longestRequest = 120_000
/** Nothing was sent yet when these came. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])
const passingStatuses = new Set([429, 502, 503, 504])

/** Posts one GraphQL request. Rejects with Unreachable where a later attempt may succeed, else with RemoteError. */
export async function postGraphql(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(longestRequest)
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
    return readAnswer(address, response, await response.text())
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof RemoteError) throw error
    throw explainFailure(address, error as Error)
  }
}

function explainFailure(address: string, { cause, message }: Error): Unreachable {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code
  const reason = cause instanceof Error ? cause.message || code : message
  return new Unreachable(`No server answers at ${address} (${reason}).`, {
    maybeDone: code === undefined || !beforeSending.has(code),
  })
}

function readAnswer(address: string, response: Response, text: string): Answer {
  const { status } = response
  if (status === 401) {
    throw new RemoteError(
      `${address} does not know you. Make a token there and run: mitoscope login ${address}`,
      'UNAUTHENTICATED',
    )
  }
  const answer = parseAnswer(text)
  const [error] = answer?.errors ?? []
  const passing = passingStatuses.has(status) || error?.extensions?.code === 'UNAVAILABLE'
  if (passing || (answer === undefined && status >= 500)) {
    throw new Unreachable(`${address} cannot answer now (${error?.message ?? `status ${status}`}).`, {
      maybeDone: true,
      retryAfterMs: readRetryAfter(response.headers.get('retry-after')),
    })
  }
  if (answer) return answer
  throw new RemoteError(
    `${address} answered with status ${status} and not with GraphQL: ${text.slice(0, 200)}`,
    'NOT_GRAPHQL',
  )
}

function parseAnswer(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text) as Answer | null
    return typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)
      ? answer
      : undefined
  } catch {
    return undefined
  }
}

/** Seconds or a date, as HTTP has it, in milliseconds from now. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
