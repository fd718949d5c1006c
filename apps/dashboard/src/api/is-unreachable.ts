import type { CombinedError } from 'urql'

/** Returns true if an error only says that the server was not reached, or that a proxy cannot reach it. */
export function isUnreachable(error: CombinedError | undefined): boolean {
  const status = (error?.response as Response | undefined)?.status
  return Boolean(error?.networkError) && (status === undefined || status >= 500)
}

/** Returns true if the server rejected the input, for example an id that no record can have. */
export function isBadInput(error: CombinedError | undefined): boolean {
  return error?.graphQLErrors.some(({ extensions }) => extensions?.code === 'BAD_USER_INPUT') ?? false
}

/** Returns true if the request was rejected because nobody is signed in. */
export function isUnauthorized(error: CombinedError | undefined): boolean {
  return (error?.response as Response | undefined)?.status === 401
}
