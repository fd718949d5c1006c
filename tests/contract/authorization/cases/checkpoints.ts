import type { Cases } from '../case.ts'
import { makeCheckpoint, makeRun, makeSweep, measure } from '../makers.ts'

/** Checkpoints of runs. */
export const cases: Cases = {
  mutations: {
    registerCheckpoint: {
      needs: 'editor',
      query:
        'mutation ($input: RegisterCheckpointInput!) { registerCheckpoint(input: $input) { checkpoint { epoch } } }',
      variables: async (world) => ({ input: { runId: await makeRun(world), epoch: 1 } }),
    },
    representCheckpoints: {
      needs: 'editor',
      query:
        'mutation ($input: RepresentCheckpointsInput!) { representCheckpoints(input: $input) { jobs { id } } }',
      variables: async (world) => {
        const { run } = await makeSweep(world)
        return {
          input: { runId: run, ids: [await makeCheckpoint(world, run)], analyses: [{ measure }] },
        }
      },
    },
  },
}
