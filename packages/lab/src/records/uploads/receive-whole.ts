import { badInput } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import { finishUpload } from './finish-upload.ts'
import { makeStagingName, openStaging } from './staging.ts'
import type { Upload } from './upload.ts'

/**
 * Receives all bytes of an upload at once, replacing any received before. They are staged apart from those of
 * other senders, so that concurrent senders do not harm each other. `requireRights` is called once all bytes are there:
 * the rights of a slow sender may have ended meanwhile.
 */
export async function receiveWhole(
  lab: Lab,
  { id, bytes }: Upload,
  source: AsyncIterable<Uint8Array>,
  requireRights: () => Promise<unknown> = async () => {},
): Promise<RepresentationRecord> {
  const staging = openStaging(lab)
  const apart = makeStagingName(id)
  try {
    const arrived = await staging.write(apart, 0, atMost(source, bytes))
    if (arrived < bytes)
      throw badInput('bytes', `${arrived} bytes arrived, ${bytes} were announced`, 'Send the whole file')
    await requireRights()
    return await finishUpload(lab, id, apart)
  } finally {
    // What is left behind here, the next cleaning finds.
    await staging.remove(apart).catch(() => {})
  }
}

async function* atMost(source: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let arrived = 0
  for await (const chunk of source) {
    arrived += chunk.length
    if (arrived > bytes)
      throw badInput(
        'bytes',
        `more than the ${bytes} that were announced arrive`,
        'Announce the file as it is',
      )
    yield chunk
  }
}
