import type { ErrorCode as LabCode } from '@mitoscope/lab'
import { registerEnumType } from 'type-graphql'

/** Codes by what they say; those of the lab among them. */
const descriptions = {
  BAD_USER_INPUT: 'A value cannot be meant so. The message names it, its place and the remedy.',
  NOT_FOUND: 'There is no such record, or none for the caller.',
  CONFLICT: 'The request contradicts what is stored by now, or, if retryable, others were faster.',
  UNAUTHENTICATED: 'The caller is not known: sign in, or send an API token.',
  FORBIDDEN: 'The caller lacks the role that the request requires.',
  RESOURCE_EXHAUSTED: 'The request asks for more than one may. Send less at a time.',
  UNAVAILABLE: 'The database or the storage cannot be reached: the same request may succeed later.',
  INTERNAL_SERVER_ERROR: 'A fault of the server, whose log has it under the id in the message.',
  GRAPHQL_PARSE_FAILED: 'The document is no GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document has no operation of the name that is asked for.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'The request names its document by a hash alone. Send the document.',
  BAD_REQUEST: 'The request cannot be read.',
  PAYLOAD_TOO_LARGE: 'The body is too large. Send less at a time.',
  UNSUPPORTED_MEDIA_TYPE: 'The body is of a kind that is not read here.',
  TIMEOUT: 'The answer took too long: the same request may succeed later.',
} as const satisfies Readonly<Record<LabCode, string>> & Readonly<Record<string, string>>

type Code = keyof typeof descriptions

/** Codes whose requests may succeed when they are sent again, where the error does not say otherwise. */
const retryable: readonly string[] = ['UNAVAILABLE', 'TIMEOUT'] satisfies readonly Code[]

export function isRetryable(code: string): boolean {
  return retryable.includes(code)
}

export const ErrorCode = Object.fromEntries(Object.keys(descriptions).map((code) => [code, code]))

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description:
    'Codes of errors, in extensions.code. Beside it, extensions.retryable tells whether the same request may succeed later.',
  valuesConfig: Object.fromEntries(
    Object.entries(descriptions).map(([code, description]) => [code, { description }]),
  ),
})
