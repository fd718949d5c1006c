import type { ErrorCode as LabCode } from '@mitoscope/lab'
import { registerEnumType } from 'type-graphql'

/** Descriptions of all codes, those of the lab included. */
const descriptions = {
  BAD_USER_INPUT: 'A value is invalid. The message names the value, its place and the remedy.',
  NOT_FOUND: 'The record does not exist, or the caller may not read it.',
  CONFLICT:
    'The request contradicts the stored state or, if retryable is true, lost a race with another request.',
  UNAUTHENTICATED: 'The caller is not authenticated: sign in, or send an API token.',
  FORBIDDEN: 'The caller lacks the role that the request requires.',
  RESOURCE_EXHAUSTED: 'The request exceeds a limit. Send or request less at a time.',
  UNAVAILABLE: 'The database or the storage cannot be reached. The same request may succeed later.',
  INTERNAL_SERVER_ERROR: 'The server failed. Its log has the error under the ID in the message.',
  GRAPHQL_PARSE_FAILED: 'The document is not valid GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not match the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document has no operation with the requested name.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'The request sends only the hash of its document. Send the document.',
  BAD_REQUEST: 'The request cannot be parsed.',
  PAYLOAD_TOO_LARGE: 'The body is too large. Send less at a time.',
  UNSUPPORTED_MEDIA_TYPE: 'The media type of the body is not supported.',
  TIMEOUT: 'The answer took too long. The same request may succeed later.',
} as const satisfies Readonly<Record<LabCode, string>> & Readonly<Record<string, string>>

type Code = keyof typeof descriptions

/** Codes of errors that are retryable by default; an error can say otherwise. */
const retryable: readonly string[] = ['UNAVAILABLE', 'TIMEOUT'] satisfies readonly Code[]

export function isRetryable(code: string): boolean {
  return retryable.includes(code)
}

export const ErrorCode = Object.fromEntries(Object.keys(descriptions).map((code) => [code, code]))

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description:
    'Code of an error, in extensions.code. In addition, extensions.retryable is true if the same request may succeed later.',
  valuesConfig: Object.fromEntries(
    Object.entries(descriptions).map(([code, description]) => [code, { description }]),
  ),
})
