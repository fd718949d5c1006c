import { createHash } from 'node:crypto'
import { join } from 'node:path'
import {
  addTensors,
  inspectRepresentation,
  type RepresentationFacts,
} from '@mitoscope/analysis/representation'
import { BadInput } from '@mitoscope/formats'
import { receiveFromParent, sendToParent } from '@mitoscope/tensor/processes'
import type { BlobStore } from '../../platform/blobs/blob-store.ts'
import { openBlobStore } from '../../platform/blobs/open-blob-store.ts'
import { requireHash } from '../../platform/blobs/write-hashed.ts'
import { openBlobSource } from '../../platform/blobs/open-blob-source.ts'
import { lastHidden, parseSite } from '../representations/site.ts'
import { LabError, withheldDetail } from '../../platform/errors/lab-error.ts'
import { ingestRequest, type IngestAnswer, type IngestReply, type IngestRequest } from './ingest-messages.ts'
import { openStaging, type Staging } from './staging.ts'

// The entry of a process of its own: reading gigabytes must not hold up the server, nor a hostile file end it.
receiveFromParent(ingestRequest, async (request) => {
  const answer = await ingest(request).catch(describe)
  await sendToParent({ number: request.number, answer } satisfies IngestReply)
})
process.on('disconnect', () => process.exit())

async function ingest(request: IngestRequest): Promise<IngestAnswer> {
  const { place, stagedName, hash } = request
  const staging = openStaging(place)
  const blobs = await openBlobStore(join(place.folder, 'blobs'), place.blobUrl)
  if (request.addition) return addStaged(staging, blobs, request, request.addition)
  const facts = await validateStaged(staging, request)
  await blobs.put(staging.read(stagedName), hash)
  return { facts }
}

/** Joins the staged tensors with those of a representation, and stores both as one file. */
async function addStaged(
  staging: Staging,
  blobs: BlobStore,
  { stagedName: id, fileName, hash }: IngestRequest,
  { blobHash, fileName: joinedName }: NonNullable<IngestRequest['addition']>,
): Promise<IngestAnswer> {
  requireHash(await hashStaged(staging, id), hash)
  const stat = async () => ({ bytes: await staging.size(id), storedAt: new Date() })
  const before = await openBlobSource(blobs, blobHash, joinedName)
  const added = await openBlobSource({ ...staging, stat }, id, fileName)
  const joined = await blobs.put(await addTensors(before, added))
  // Values too, of which only the header was read: a joined file that is rejected is one that a purge removes.
  const facts = await inspectRepresentation(await openBlobSource(blobs, joined.hash, fileName))
  return { facts, joined: { hash: joined.hash, bytes: joined.bytes } }
}

function describe(error: unknown): IngestAnswer {
  if (error instanceof BadInput) return { rejected: error.message }
  if (error instanceof LabError)
    return error.code === 'BAD_USER_INPUT'
      ? { rejected: error.message }
      : { failed: error.message, code: error.code, detail: withheldDetail(error) }
  const { code, name } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOENT' || name === 'NoSuchKey')
    return {
      failed: 'The upload was finished or cancelled by another request while it was read. Ask for its state.',
      code: 'CONFLICT',
    }
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/**
 * Reads a staged file completely. Throws BadInput or BAD_USER_INPUT unless it is valid and matches its
 * declaration.
 */
async function validateStaged(staging: Staging, request: IngestRequest): Promise<RepresentationFacts> {
  const { stagedName: id, fileName, hash, width, site } = request
  requireHash(await hashStaged(staging, id), hash)
  const stat = async () => ({ bytes: await staging.size(id), storedAt: new Date() })
  const facts = await inspectRepresentation(await openBlobSource({ ...staging, stat }, id, fileName))
  // Declared or said by the file, and then as fit to be stored as a declared one.
  const { site: name } = parseSite({
    site: site ?? facts.site?.name,
    siteKind: facts.site?.kind,
    sitePosition: facts.site?.position,
  })
  // Other layers have widths of their own.
  if ((name ?? lastHidden) !== lastHidden || facts.width === width) return facts
  throw new BadInput(
    fileName,
    'features.test',
    `has ${facts.width} neurons, the run has width ${width}`,
    `Upload it to the run whose last hidden layer it is, or create a run of width ${facts.width}: the width of a run cannot be changed. If it is of another layer, name that as its site.`,
  )
}

async function hashStaged(staging: Staging, id: string) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of staging.read(id)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { hash: hash.digest('hex'), bytes }
}
