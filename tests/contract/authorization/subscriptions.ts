import type { SubscriptionCase } from './case.ts'
import { makeAnalysis, makeSweep } from './makers.ts'

const cancelJob = 'mutation ($id: ID!) { cancelJob(id: $id) { job { id } } }'

/** Every field of Subscription. */
export const subscriptions: Readonly<Record<string, SubscriptionCase>> = {
  jobUpdated: {
    query: 'subscription ($id: ID!) { jobUpdated(id: $id) { state } }',
    variables: async (world) => ({ id: (await makeSweep(world)).job }),
    trigger: ({ must }, { id }) => must('editor', cancelJob, { id }),
    shows: ({ jobUpdated }) => jobUpdated !== null,
  },
  projectJobUpdated: {
    query: 'subscription ($project: ID!) { projectJobUpdated(project: $project) { state } }',
    variables: ({ project }) => ({ project }),
    trigger: (world) => makeSweep(world),
    shows: () => true,
  },
  sweepUpdated: {
    query: 'subscription ($id: ID!) { sweepUpdated(id: $id) { name } }',
    variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
    trigger: ({ must }, { id }) =>
      must('editor', 'mutation ($id: ID!) { cancelSweep(id: $id) { sweep { id } } }', { id }),
    shows: ({ sweepUpdated }) => sweepUpdated !== null,
  },
  analysisUpdated: {
    query: 'subscription ($id: ID!) { analysisUpdated(id: $id) { state } }',
    variables: async (world) => ({ id: await makeAnalysis(world) }),
    trigger: ({ must }, { id }) =>
      must(
        'editor',
        'mutation ($input: AnalysisIdInput!) { deleteAnalysis(input: $input) { analysis { id } } }',
        { input: { id } },
      ),
    shows: ({ analysisUpdated }) => analysisUpdated !== null,
  },
}
