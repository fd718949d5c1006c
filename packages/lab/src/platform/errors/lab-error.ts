/** Kinds of errors, by what a caller can do about them; the transport shows the kind as the error's code. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RESOURCE_EXHAUSTED',
  // The database or the blob storage cannot be reached: the same request may work later.
  'UNAVAILABLE',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** Ids of records that an error is about, for programs. */
export interface ErrorDetails {
  readonly runId?: string
  /** True if the same request may succeed later; by default this depends on the code. */
  readonly retryable?: boolean
}

/** Error written for the caller: its message names the value and the remedy. All other errors are masked. */
export class LabError extends Error {
  override readonly name = 'LabError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  /** True if the same request may succeed when it is sent again later. */
  get retryable(): boolean {
    return this.details.retryable ?? this.code === 'UNAVAILABLE'
  }
}

/**
 * Makes an error for callers that says less than is known. The detail, which may name hosts, buckets and folders,
 * is its cause: for logs and for whoever runs the lab.
 */
export function withholdDetail(code: ErrorCode, message: string, detail: string): LabError {
  return Object.assign(new LabError(code, message), { cause: new LabError(code, detail) })
}

/** Returns the detail that an error withholds from callers; undefined if there is none. */
export function withheldDetail({ cause }: LabError): string | undefined {
  return cause instanceof LabError ? cause.message : undefined
}

export function badInput(what: string, problem: string, remedy: string): LabError {
  return new LabError('BAD_USER_INPUT', `${what}: ${problem}. ${remedy}.`)
}

export function notFound(what: string, id: string): LabError {
  return new LabError(
    'NOT_FOUND',
    `There is no ${what} ${id}. Check the id. What was deleted stays in the bin of its project for a time, and can be restored there.`,
  )
}
