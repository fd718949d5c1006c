import type { CombinedError } from 'urql'

/** Whether an error says no more than that the server was not reached, or is away for somebody in its place. */
export function isUnreachable(error: CombinedError | undefined): boolean {
  const status = (error?.response as Response | undefined)?.status
  return Boolean(error?.networkError) && (status === undefined || status >= 500)
}

/** Whether nobody is signed in. */
export function isUnauthorized(error: CombinedError | undefined): boolean {
  return (error?.response as Response | undefined)?.status === 401
}
