import type { Readable } from 'node:stream'
import { cancelUpload, countReceived, findUpload, localActor, openStaging, type Lab } from '@mitoscope/lab'
import { DataStore, ERRORS, Upload } from '@tus/server'

/** Adapter from the tus protocol to the lab's uploads. Only createUpload creates uploads, never the protocol. */
export class UploadStore extends DataStore {
  readonly #lab: Lab

  constructor(lab: Lab) {
    super()
    this.#lab = lab
    this.extensions = ['termination']
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await findUpload(this.#lab, localActor, id)
    if (!upload) throw ERRORS.FILE_NOT_FOUND
    return new Upload({ id, size: upload.bytes, offset: await countReceived(this.#lab, upload) })
  }

  override write(source: Readable, id: string, offset: number): Promise<number> {
    return openStaging(this.#lab).write(id, offset, source)
  }

  override remove(id: string): Promise<void> {
    return cancelUpload(this.#lab, id)
  }
}
