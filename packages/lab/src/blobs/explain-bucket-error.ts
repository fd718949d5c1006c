import { LabError } from '../errors/lab-error.ts'

interface ServiceError extends Error {
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

const full = new Set(['QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge', 'InsufficientCapacity'])

/** Explains an error of a bucket to the caller; returns programming errors unchanged. */
export function explainBucketError(error: unknown, url: string): unknown {
  if (error instanceof LabError || !(error instanceof Error)) return error
  const { name, message, code, $metadata } = error as ServiceError
  const status = $metadata?.httpStatusCode
  if (full.has(name) || status === 507) {
    return new LabError(
      'RESOURCE_EXHAUSTED',
      `The blob storage ${url} is full (${name}). Free some space there (purge removes what was deleted), then try again.`,
    )
  }
  if (name === 'NoSuchBucket')
    return unavailable(url, 'there is no such bucket', 'Create it, or correct MITOSCOPE_BLOBS')
  if (name === 'CredentialsProviderError' || status === 401 || status === 403)
    return unavailable(
      url,
      `access was refused (${name}: ${message})`,
      'Check the AWS credentials and their rights',
    )
  if (code !== undefined || name === 'TimeoutError' || status === undefined || status >= 500)
    return unavailable(
      url,
      `it cannot be reached (${code ?? name}: ${message})`,
      'Check AWS_ENDPOINT_URL; it may work again later',
    )
  return error
}

function unavailable(url: string, problem: string, remedy: string): LabError {
  return new LabError('UNAVAILABLE', `The blob storage ${url}: ${problem}. ${remedy}.`)
}
