import { one, many, type Cases } from '../case.ts'
import { makeSweep } from '../makers.ts'
import { signedIn } from '../world.ts'

const cancelJob = 'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } } }'

/** Jobs and workers. */
export const cases: Cases = {
  queries: {
    job: one('job', async (world) => (await makeSweep(world)).job),
    jobs: many('jobs', makeSweep),
    workers: {
      query: '{ workers { nodes { id } } }',
      shows: ({ workers }) => workers.nodes.length === 0,
      to: signedIn,
    },
  },
  mutations: {
    cancelJob: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } } }',
      variables: async (world) => ({ id: (await makeSweep(world)).job }),
    },
    retryJob: {
      needs: 'editor',
      query: 'mutation ($id: ID!) { retryJob(input: { id: $id }) { job { id } } }',
      variables: async (world) => {
        const id = (await makeSweep(world)).job
        await world.must('editor', 'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } } }', {
          id,
        })
        return { id }
      },
    },
  },
  subscriptions: {
    jobUpdated: {
      query: 'subscription ($id: ID!) { jobUpdated(id: $id) { state } }',
      variables: async (world) => ({ id: (await makeSweep(world)).job }),
      trigger: ({ must }, { id }) => must('editor', cancelJob, { id }),
      shows: ({ jobUpdated }) => jobUpdated !== null,
    },
    jobsUpdated: {
      query: 'subscription ($project: ID!) { jobsUpdated(projectId: $project) { jobs { state } } }',
      variables: ({ project }) => ({ project }),
      trigger: (world) => makeSweep(world),
      shows: ({ jobsUpdated }) => jobsUpdated.jobs.length > 0,
    },
  },
}
