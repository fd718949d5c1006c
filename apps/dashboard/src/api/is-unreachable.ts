import type { CombinedError } from 'urql'

/** Whether an error says no more than that the server was not reached, or is away for somebody in its place. */
export function isUnreachable(error: CombinedError | undefined): boolean {
  const status = (error?.response as Response | undefined)?.status
  return Boolean(error?.networkError) && (status === undefined || status >= 500)
}

/** Whether the server rejects what was given to it, as an id that no record can have. */
export function isBadInput(error: CombinedError | undefined): boolean {
  return error?.graphQLErrors.some(({ extensions }) => extensions?.code === 'BAD_USER_INPUT') ?? false
}

/** Whether nobody is signed in. */
export function isUnauthorized(error: CombinedError | undefined): boolean {
  return (error?.response as Response | undefined)?.status === 401
}
