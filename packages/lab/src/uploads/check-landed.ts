import { createHash } from 'node:crypto'
import { BadInput } from '@mitoscope/formats'
import { inspectRepresentation, type RepresentationFacts } from '@mitoscope/analysis/representation'
import { refuseMismatch } from '../blobs/refuse-mismatch.ts'
import { openBlobSource } from '../compute/open-blob-source.ts'
import type { Landing } from './landing.ts'
import type { ReceiveRequest } from './receive-messages.ts'

/**
 * Reads a staged file completely. Throws BadInput or BAD_USER_INPUT unless it is valid and matches its
 * declaration.
 */
export async function checkLanded(landing: Landing, request: ReceiveRequest): Promise<RepresentationFacts> {
  const { landed: id, fileName, hash, width } = request
  refuseMismatch(await hashLanded(landing, id), hash)
  const stat = async () => ({ bytes: await landing.size(id), storedAt: new Date() })
  const facts = await inspectRepresentation(await openBlobSource({ ...landing, stat }, id, fileName))
  if (facts.width === width) return facts
  throw new BadInput(
    fileName,
    'features.test',
    `has ${facts.width} neurons, the run has width ${width}`,
    `Upload it to the run whose last hidden layer it is, or create a run of width ${facts.width}: the width of a run cannot be changed.`,
  )
}

async function hashLanded(landing: Landing, id: string) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of landing.read(id)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { hash: hash.digest('hex'), bytes }
}
