import { APIError } from 'better-auth/api'
import * as library from 'better-auth/crypto'

/** Each takes one of the four threads that the whole process has for files, keys and passwords. */
const mostAtOnce = 2
const mostWaiting = 20
/** Seconds in which those who wait have their turn. */
const retrySeconds = 2
/** Code of a refusal in the library's answers. */
const busyCode = 'RESOURCE_EXHAUSTED'

let atWork = 0
const waiting: (() => void)[] = []

/** Hashes a password in its turn. */
export const hashPassword = (password: string): Promise<string> =>
  takePasswordTurn(() => library.hashPassword(password))

/** Compares a password with its hash in its turn. */
export const verifyPassword = (given: {
  readonly hash: string
  readonly password: string
}): Promise<boolean> => takePasswordTurn(() => library.verifyPassword(given))

/**
 * Runs work on a password once fewer than two others run in this process. Throws if many wait already: hashing is slow
 * by design, and strangers can ask for as much of it as they like.
 */
export async function takePasswordTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  refuseIfBusy()
  if (atWork < mostAtOnce) atWork++
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else atWork--
  }
}

/** Throws an error of the library with status 429 if there is no place to wait for a turn. */
export function refuseIfBusy(): void {
  if (waiting.length < mostWaiting) return
  const message = `Too many people are signing in. Try again in ${retrySeconds} seconds.`
  throw new APIError(
    'TOO_MANY_REQUESTS',
    { code: busyCode, message },
    { 'retry-after': String(retrySeconds) },
  )
}

/** Returns the refusal if an error is one, else undefined. */
export function toBusy(
  error: unknown,
): { readonly message: string; readonly retryAfter: string } | undefined {
  if (!(error instanceof APIError) || error.body?.code !== busyCode) return undefined
  return { message: error.message, retryAfter: String(retrySeconds) }
}
