import { createHash } from 'node:crypto'
import { one, type Cases } from '../case.ts'
import { fresh, makeRepresentation, makeRun, makeUpload } from '../makers.ts'

const deleteRepresentation =
  'mutation ($input: DeleteRepresentationInput!) { deleteRepresentation(input: $input) { representation { id } } }'

/** Representations and what uploads them. */
export const cases: Cases = {
  queries: {
    representation: one('representation', async (world) => (await makeRepresentation(world)).id),
    upload: one('upload', makeUpload),
  },
  mutations: {
    createUpload: {
      needs: 'editor',
      query:
        'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id } uploadUrl } }',
      variables: async (world) => {
        const sha256 = createHash('sha256').update(fresh('file')).digest('hex')
        return { input: { runId: await makeRun(world), fileName: 'file.npz', bytes: 3, sha256 } }
      },
    },
    deleteRepresentation: {
      needs: 'editor',
      query: deleteRepresentation,
      variables: async (world) => ({ input: { id: (await makeRepresentation(world)).id } }),
    },
    restoreRepresentation: {
      needs: 'editor',
      query:
        'mutation ($input: RestoreRepresentationInput!) { restoreRepresentation(input: $input) { representation { id } } }',
      variables: async (world) => {
        const input = { id: (await makeRepresentation(world)).id }
        await world.must('editor', deleteRepresentation, { input })
        return { input }
      },
    },
  },
}
