import type { Cases } from '../case.ts'
import { makeRun } from '../makers.ts'
import { signedIn } from '../world.ts'

/** The server and its storage. */
export const cases: Cases = {
  queries: {
    bin: {
      query: '{ bin { nodes { kind ids name project { id } } } }',
      variables: async (world) => {
        const run = await makeRun(world)
        await world.must(
          'editor',
          'mutation ($id: ID!) { deleteRuns(input: { ids: [$id] }) { runs { id } } }',
          {
            id: run,
          },
        )
        return {}
      },
      shows: ({ bin }) => bin.nodes.length > 0,
    },
    server: {
      query: '{ server { version database databaseSchema files node startedAt } }',
      shows: ({ server }) => server.version !== '',
      to: signedIn,
    },
    storage: {
      query: '{ storage { bytes files } }',
      shows: ({ storage }) => storage !== null,
      to: ['siteAdmin'],
    },
  },
  mutations: {
    purge: {
      needs: 'siteAdmin',
      query: 'mutation ($input: PurgeInput!) { purge(input: $input) { blobs } }',
      variables: () => ({ input: {} }),
    },
  },
}
