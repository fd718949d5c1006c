import { join } from 'node:path'
import { BadInput } from '@mitoscope/formats'
import { openBlobStore } from '../blobs/open-blob-store.ts'
import { LabError } from '../errors/lab-error.ts'
import { checkLanded } from './check-landed.ts'
import { openLanding } from './open-landing.ts'
import type { ReceiveAnswer, ReceiveReply, ReceiveRequest } from './receive-messages.ts'

// The entry of a process of its own: reading gigabytes must not hold up the server, nor a hostile file end it.
process.on('message', (request: ReceiveRequest) => {
  const { number } = request
  receive(request)
    .catch(describe)
    .then((answer) => process.send?.({ number, answer } satisfies ReceiveReply))
})
process.on('disconnect', () => process.exit())

async function receive(request: ReceiveRequest): Promise<ReceiveAnswer> {
  const { place, landed, hash } = request
  const landing = openLanding(place)
  const facts = await checkLanded(landing, request)
  const blobs = await openBlobStore(join(place.folder, 'blobs'), place.blobUrl)
  await blobs.put(landing.read(landed), hash)
  return { facts }
}

function describe(error: unknown): ReceiveAnswer {
  if (error instanceof BadInput) return { refused: error.message }
  if (error instanceof LabError)
    return error.code === 'BAD_USER_INPUT'
      ? { refused: error.message }
      : { failed: error.message, code: error.code }
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT')
    return {
      failed: 'The upload was finished or cancelled by another request while it was read. Ask for its state.',
      code: 'CONFLICT',
    }
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
