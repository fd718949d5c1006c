import { one, many, type Cases } from '../case.ts'
import { makeRepresentation, makeSweep, newSweep } from '../makers.ts'
import { signedIn } from '../world.ts'

/** Sweeps and their reports. */
export const cases: Cases = {
  queries: {
    sweep: one('sweep', async (world) => (await makeSweep(world)).sweep),
    sweeps: many('sweeps', makeSweep),
    sweepEstimate: {
      query: '{ sweepEstimate(settings: {}) { __typename } }',
      shows: ({ sweepEstimate }) => sweepEstimate !== null,
      to: signedIn,
    },
  },
  mutations: {
    startSweep: {
      needs: 'editor',
      query: 'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
      variables: ({ project }) => ({ input: newSweep(project) }),
    },
    cancelSweep: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { cancelSweep(input: { id: $id }) { sweep { id } } }',
      variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
    },
    completeSweep: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { completeSweep(input: { id: $id }) { sweep { id } } }',
      variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
    },
    deleteSweep: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { deleteSweep(input: { id: $id }) { sweep { id } } }',
      variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
    },
    restoreSweep: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { restoreSweep(input: { id: $id }) { sweep { id } } }',
      variables: async (world) => {
        const id = (await makeSweep(world)).sweep
        await world.must(
          'editor',
          'mutation ($id: ID!) { deleteSweep(input: { id: $id }) { sweep { id } } }',
          {
            id,
          },
        )
        return { id }
      },
    },
    startReport: {
      needs: 'editor',
      query: 'mutation ($input: StartReportInput!) { startReport(input: $input) { job { id } } }',
      variables: async (world) => {
        const { sweep } = await makeSweep(world)
        await makeRepresentation(world, sweep)
        return { input: { sweepId: sweep } }
      },
    },
  },
  subscriptions: {
    sweepUpdated: {
      query: 'subscription ($id: ID!) { sweepUpdated(id: $id) { name } }',
      variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
      trigger: ({ must }, { id }) =>
        must('editor', 'mutation ($id: ID!) { cancelSweep(input: { id: $id }) { sweep { id } } }', { id }),
      shows: ({ sweepUpdated }) => sweepUpdated !== null,
    },
  },
}
