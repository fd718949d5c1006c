import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { explainDiskError } from '../blobs/explain-disk-error.ts'
import type { Landing } from './landing.ts'

/** Opens staging of uploads as files that grow. */
export function openFolderLanding(folder: string): Landing {
  const place = (id: string) => join(folder, id)
  return {
    async size(id) {
      const found = await stat(place(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return found?.size ?? 0
    },
    async write(id, offset, source) {
      try {
        await mkdir(folder, { recursive: true })
        const file = await open(place(id), 'a')
        try {
          for await (const chunk of source) {
            await file.writeFile(chunk)
            offset += chunk.length
          }
          await file.sync()
        } finally {
          await file.close()
        }
        return offset
      } catch (error) {
        throw explainDiskError(error, folder)
      }
    },
    read: (id, start = 0, end) =>
      createReadStream(place(id), { start, end: end === undefined ? undefined : end - 1 }),
    remove: (id) => rm(place(id), { force: true }),
    async *list() {
      yield* await readdir(folder).catch(() => [])
    },
  }
}
