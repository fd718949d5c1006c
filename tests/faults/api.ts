import { setTimeout as sleep } from 'node:timers/promises'

/** An answer that says what is wrong. */
export class ApiError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** There was no whole answer: what was asked may have been done or not. */
export class Unanswered extends Error {}

const longestAnswer = 120_000

/** One GraphQL operation; its data. Throws ApiError or Unanswered. */
export async function ask(url: string, query: string, variables: object = {}): Promise<Record<string, any>> {
  const response = await send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = response.body as {
    data: Record<string, any>
    errors?: { message: string; extensions: { code: string } }[]
  }
  if (errors) throw new ApiError(errors[0].extensions.code, errors[0].message)
  return data
}

/** One request, with its whole answer. Throws Unanswered. */
export async function send(
  url: string,
  init: RequestInit,
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: any }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(longestAnswer) })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  } catch (error) {
    throw new Unanswered(`${init.method} ${url}: ${String((error as Error).cause ?? error)}`, {
      cause: error,
    })
  }
}

/** Tries again until there is an answer, as a client does that has been cut off. What is answered with an error throws. */
export async function untilAnswered<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      await sleep(50)
    }
  }
}
