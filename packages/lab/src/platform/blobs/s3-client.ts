import { Readable } from 'node:stream'
import { S3 } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'

const clients = new Map<string, S3>()

/**
 * Returns the shared client of an endpoint; the AWS environment variables give region, credentials and
 * endpoint.
 */
export function client(): S3 {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL
  const known = clients.get(endpoint ?? '')
  if (known) return known
  const made = new S3({
    endpoint,
    region: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1',
    // Stores other than Amazon's mostly have no host name for each bucket.
    forcePathStyle: endpoint !== undefined,
    // Blobs carry their SHA-256, and not every store knows Amazon's newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 60_000 },
  })
  clients.set(endpoint ?? '', made)
  return made
}

const partSize = 16 << 20

/** Uploads a stream in parts. An object has at most 10,000 parts, so larger parts allow larger objects. */
export async function uploadParts(
  place: { readonly Bucket: string; readonly Key: string },
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const upload = new Upload({
    client: client(),
    params: { ...place, Body: Readable.from(source, { objectMode: false }) },
    partSize,
    queueSize: 3,
  })
  await upload.done()
}
