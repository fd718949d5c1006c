import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUpload, finishUpload, localActor, openStaging, type Lab } from '@mitoscope/lab'
import { makeRun, openTestLab, startObjectStorage, type ObjectStorage } from '@mitoscope/lab/testing'

let storage: ObjectStorage
let lab: Lab
beforeAll(async () => {
  storage = await startObjectStorage()
  lab = await openTestLab({ blobUrl: storage.bucketUrl })
})
afterAll(async () => {
  await lab.close()
  await storage.close()
})

const archives = ['synthetic-w64.npz', 'mnist-mlp-w64.npz']

test.each(archives)(
  'servers that finish the upload of %s at once all answer with its record',
  async (name) => {
    const path = `../golden/reference/${name}`
    const bytes = await readFile(fileURLToPath(new URL(path, import.meta.url)))
    const hash = createHash('sha256').update(bytes).digest('hex')
    const { runId } = await makeRun(lab)
    await lab.db.updateTable('trainingRun').set({ width: 64 }).where('id', '=', runId).execute()
    const made = await createUpload(lab, localActor, { runId, fileName: name, bytes: bytes.length, hash })
    if ('representation' in made) throw new Error('it is known already')
    const { id } = made.upload
    await openStaging(lab).write(
      id,
      0,
      (async function* () {
        yield bytes
      })(),
    )
    // What a process has under way it knows by its folder.
    const servers = Array.from({ length: 4 }, (_, i) => ({ ...lab, folder: join(lab.folder, `server ${i}`) }))
    const results = await Promise.allSettled(servers.map((server) => finishUpload(server, id)))
    const { representationId } = await lab.db
      .selectFrom('upload')
      .select('representationId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(
      results.map((result) => (result.status === 'fulfilled' ? result.value.id : result.reason)),
    ).toEqual(servers.map(() => representationId))
  },
)
