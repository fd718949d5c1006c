import type { ErrorCode } from '@mitoscope/lab/errors'

/** Exit codes of every command. */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  unreachable: 3,
  notAllowed: 4,
  partlyDone: 5,
  interrupted: 130,
  terminated: 143,
} as const

/** Meanings of the codes, as in --help and the documentation. */
export const exitCodeMeanings: readonly (readonly [code: number, meaning: string])[] = [
  [exitCodes.done, 'done'],
  [exitCodes.failed, 'failed: the message says why'],
  [exitCodes.wrongUse, 'wrong use: an option, a file, an id or an input that cannot be used'],
  [exitCodes.unreachable, 'no Mitoscope server, database or storage answers there'],
  [exitCodes.notAllowed, 'not allowed: the token is missing, not valid or expired, or takes another role'],
  [exitCodes.partlyDone, 'partly done: some of it is stored, and the message says how the rest follows'],
  [exitCodes.interrupted, 'stopped by CTRL-C'],
  [exitCodes.terminated, 'stopped by a termination request'],
]

const ofCode: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: exitCodes.wrongUse,
  NOT_FOUND: exitCodes.wrongUse,
  CONFLICT: exitCodes.wrongUse,
  UNAUTHENTICATED: exitCodes.notAllowed,
  FORBIDDEN: exitCodes.notAllowed,
  UNAVAILABLE: exitCodes.unreachable,
  RESOURCE_EXHAUSTED: exitCodes.failed,
}

/** Returns the exit code for an error code of the lab or of a GraphQL answer. */
export function exitCodeOf(code: string | undefined): number {
  if (code !== undefined && code in ofCode) return ofCode[code as ErrorCode]
  // Codes of errors before execution: the operation itself is wrong.
  const ofOperation = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST']
  return code !== undefined && ofOperation.includes(code) ? exitCodes.wrongUse : exitCodes.failed
}
