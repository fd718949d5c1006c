import type { Readable } from 'node:stream'
import { LabError, withholdDetail } from '../errors/lab-error.ts'

/** Operations of this lab on a bucket of an S3-compatible store, under a prefix. */
export interface Bucket {
  /** Returns the address of an object, for people to read. */
  urlOf(key: string): string
  /** Stores bytes that are in memory. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /**
   * Stores an object unless one with that key exists. Stores that do not support conditional writes overwrite
   * it.
   */
  putNew(key: string, bytes: Uint8Array): Promise<void>
  /** Uploads a stream of any length in parts; stores nothing if the source fails. */
  upload(key: string, source: AsyncIterable<Uint8Array>): Promise<void>
  stat(key: string): Promise<{ readonly bytes: number; readonly storedAt: Date } | undefined>
  read(key: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  delete(key: string): Promise<void>
  list(
    prefix: string,
  ): AsyncIterable<{ readonly key: string; readonly bytes: number; readonly storedAt: Date }>
}

/**
 * Opens s3://bucket/prefix. Sends nothing before the first use; the AWS variables give credentials and
 * endpoint.
 */
export function openBucket(url: string): Bucket {
  const { bucket: Bucket, prefix } = parse(url)
  const keyOf = (key: string) => `${prefix}${key}`
  // The client is large: processes that keep their blobs in a folder never load it.
  const connect = () => import('./s3-client.ts')
  const attempt = async <T>(action: (s3: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> => {
    const s3 = await connect()
    try {
      return await action(s3)
    } catch (error) {
      throw explainBucketError(error, url)
    }
  }
  return {
    urlOf: (key) => `s3://${Bucket}/${keyOf(key)}`,
    put: (key, Body) =>
      attempt(async (s3) => void (await s3.client().putObject({ Bucket, Key: keyOf(key), Body }))),
    putNew: (key, Body) =>
      attempt(async (s3) => {
        const object = { Bucket, Key: keyOf(key), Body }
        try {
          await s3.client().putObject({ ...object, IfNoneMatch: '*' })
        } catch (error) {
          const status = statusOf(error)
          if (status === 412 || status === 409) return
          if (status !== 501) throw error
          await s3.client().putObject(object)
        }
      }),
    async upload(key, source) {
      let broken: { readonly reason: unknown } | undefined
      async function* watched() {
        try {
          yield* source
        } catch (reason) {
          broken = { reason }
          throw reason
        }
      }
      try {
        await attempt((s3) => s3.uploadParts({ Bucket, Key: keyOf(key) }, watched()))
      } catch (error) {
        // What the source has to say matters more than how the store took the end of it, and is no fault of the store.
        throw broken ? broken.reason : error
      }
    },
    stat: (key) =>
      attempt(async (s3) => {
        try {
          const found = await s3.client().headObject({ Bucket, Key: keyOf(key) })
          return { bytes: found.ContentLength ?? 0, storedAt: found.LastModified ?? new Date() }
        } catch (error) {
          if ((error as Error).name === 'NotFound' || (error as Error).name === 'NoSuchKey') return undefined
          throw error
        }
      }),
    async *read(key, start = 0, end) {
      if (end !== undefined && end <= start) return
      const Range =
        start === 0 && end === undefined ? undefined : `bytes=${start}-${end === undefined ? '' : end - 1}`
      const { Body } = await attempt((s3) => s3.client().getObject({ Bucket, Key: keyOf(key), Range }))
      try {
        yield* take(Body as Readable, end === undefined ? Infinity : end - start)
      } catch (error) {
        throw explainBucketError(error, url)
      }
    },
    delete: (key) =>
      attempt(async (s3) => void (await s3.client().deleteObject({ Bucket, Key: keyOf(key) }))),
    async *list(under) {
      let after: string | undefined
      do {
        const page = await attempt((s3) =>
          s3.client().listObjectsV2({ Bucket, Prefix: keyOf(under), ContinuationToken: after }),
        )
        for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
          yield { key: Key.slice(prefix.length), bytes: Size, storedAt: LastModified ?? new Date() }
        after = page.IsTruncated ? page.NextContinuationToken : undefined
      } while (after !== undefined)
    },
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
}

/** Yields at most so many bytes: some stores send more than the requested range. */
async function* take(source: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    yield chunk.length > bytes ? chunk.subarray(0, bytes) : chunk
    bytes -= chunk.length
    if (bytes <= 0) return
  }
}

function parse(url: string): { bucket: string; prefix: string } {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?)\/*)?$/.exec(url)
  if (!match) {
    throw new Error(`${url} is no place for blobs. Write it as s3://BUCKET or s3://BUCKET/PREFIX`)
  }
  return { bucket: match[1], prefix: match[2] ? `${match[2]}/` : '' }
}

interface ServiceError extends Error {
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

const full = new Set(['QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge', 'InsufficientCapacity'])

/**
 * Explains an error of a bucket to the caller, without its name and address, which are for whoever runs the lab;
 * returns programming errors unchanged.
 */
function explainBucketError(error: unknown, url: string): unknown {
  if (error instanceof LabError || !(error instanceof Error)) return error
  const { name, message, code, $metadata } = error as ServiceError
  const status = $metadata?.httpStatusCode
  if (full.has(name) || status === 507) {
    return withholdDetail(
      'RESOURCE_EXHAUSTED',
      'The storage of files is full. Free some space there (purge removes what was deleted), then try again.',
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
  return withholdDetail(
    'UNAVAILABLE',
    'The storage of files cannot be reached; it may work again later.',
    `The blob storage ${url}: ${problem}. ${remedy}.`,
  )
}
