import type { DownloadCase } from './case.ts'
import { makeAnalysis, makeCheckpoint, makeRepresentation, makeRun, makeUpload } from './makers.ts'
import { recordId, signedIn, type World } from './world.ts'

/** Every route beside /graphql that is not for everybody. */
export const downloads: Readonly<Record<string, DownloadCase>> = {
  'GET /files/representations/:id': {
    request: async (world) => ({ path: `/files/representations/${(await makeRepresentation(world)).id}` }),
  },
  'GET /files/checkpoints/:id': {
    request: async (world) => ({
      path: `/files/checkpoints/${await makeCheckpoint(world, await makeRun(world))}`,
    }),
  },
  'PUT /files/uploads/:id': {
    request: async (world) => ({
      method: 'PUT',
      path: `/files/uploads/${await makeUpload(world)}`,
      body: 'abc',
    }),
    // Three letters are no representation: whoever may send them is told so.
    status: 422,
    to: ['editor', 'admin', 'adminWriting'],
  },
  'GET /arrays/:analysis/result.json': {
    request: async (world) => ({ path: `/arrays/${await makeResult(world)}/result.json` }),
  },
  'GET /arrays/:analysis/:name.npy': {
    request: async (world) => ({ path: `/arrays/${await makeResult(world)}/r2.npy` }),
  },
  'GET /arrays/:analysis/:name.csv': {
    request: async (world) => ({ path: `/arrays/${await makeResult(world)}/r2.csv` }),
  },
  'GET /metrics': { request: async () => ({ path: '/metrics' }), to: signedIn },
}

/** Record id of an analysis with one array of two numbers. */
export async function makeResult({ lab, ...world }: World): Promise<string> {
  const id = recordId(await makeAnalysis({ lab, ...world }))
  const { hash, bytes } = await lab.blobs.put(chunks('[[1,2]]'))
  await lab.db
    .insertInto('blob')
    .values({ hash, bytes })
    .onConflict((known) => known.doNothing())
    .execute()
  await lab.db
    .updateTable('analysis')
    .set({
      state: 'finished',
      resultBlob: hash,
      arrays: JSON.stringify([{ name: 'r2', start: 0, end: 7, shape: [1, 2] }]),
    })
    .where('id', '=', id)
    .execute()
  return id
}

async function* chunks(text: string) {
  yield Buffer.from(text)
}
