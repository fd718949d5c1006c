import type { SubscriptionCase } from './case.ts'
import {
  fresh,
  logLoss,
  makeAnalysis,
  makeLoggedRun,
  makePairComparison,
  makeRun,
  makeSweep,
  newBatch,
} from './makers.ts'

const cancelJob = 'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } } }'

const updateRun = 'mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { id } } }'

/** Every field of Subscription. */
export const subscriptions: Readonly<Record<string, SubscriptionCase>> = {
  jobUpdated: {
    query: 'subscription ($id: ID!) { jobUpdated(id: $id) { state } }',
    variables: async (world) => ({ id: (await makeSweep(world)).job }),
    trigger: ({ must }, { id }) => must('editor', cancelJob, { id }),
    shows: ({ jobUpdated }) => jobUpdated !== null,
  },
  projectJobUpdated: {
    query: 'subscription ($project: ID!) { projectJobUpdated(projectId: $project) { state } }',
    variables: ({ project }) => ({ project }),
    trigger: (world) => makeSweep(world),
    shows: () => true,
  },
  sweepUpdated: {
    query: 'subscription ($id: ID!) { sweepUpdated(id: $id) { name } }',
    variables: async (world) => ({ id: (await makeSweep(world)).sweep }),
    trigger: ({ must }, { id }) =>
      must('editor', 'mutation ($id: ID!) { cancelSweep(input: { id: $id }) { sweep { id } } }', { id }),
    shows: ({ sweepUpdated }) => sweepUpdated !== null,
  },
  analysisUpdated: {
    query: 'subscription ($id: ID!) { analysisUpdated(id: $id) { state } }',
    variables: async (world) => ({ id: await makeAnalysis(world) }),
    trigger: ({ must }, { id }) =>
      must(
        'editor',
        'mutation ($input: DeleteAnalysisInput!) { deleteAnalysis(input: $input) { analysis { id } } }',
        { input: { id } },
      ),
    shows: ({ analysisUpdated }) => analysisUpdated !== null,
  },
  analysesUpdated: {
    query:
      'subscription ($project: ID!) { analysesUpdated(projectId: $project) { analyses { state } gone } }',
    variables: ({ project }) => ({ project }),
    trigger: async (world) => {
      const id = await makeAnalysis(world)
      await world.must(
        'editor',
        'mutation ($input: DeleteAnalysisInput!) { deleteAnalysis(input: $input) { analysis { id } } }',
        { input: { id } },
      )
    },
    shows: ({ analysesUpdated }) => analysesUpdated.analyses.length > 0,
  },
  pairComparisonsUpdated: {
    query:
      'subscription ($project: ID!) { pairComparisonsUpdated(projectId: $project) { comparisons { state } } }',
    variables: ({ project }) => ({ project }),
    trigger: (world) => makePairComparison(world),
    shows: ({ pairComparisonsUpdated }) => pairComparisonsUpdated.comparisons.length > 0,
  },
  runUpdated: {
    query: 'subscription ($id: ID!) { runUpdated(id: $id) { notes } }',
    variables: async (world) => ({ id: await makeRun(world) }),
    trigger: ({ must }, { id }) => must('editor', updateRun, { input: { id, notes: fresh('note') } }),
    shows: ({ runUpdated }) => runUpdated !== null,
  },
  runsUpdated: {
    query: 'subscription ($project: ID!) { runsUpdated(projectId: $project) { runs { id } gone } }',
    variables: ({ project }) => ({ project }),
    trigger: (world) => makeRun(world),
    shows: ({ runsUpdated }) => runsUpdated.runs.length + runsUpdated.gone.length > 0,
  },
  metricsLogged: {
    query:
      'subscription ($ids: [ID!], $project: ID) { metricsLogged(runIds: $ids, projectId: $project) { runId } }',
    variables: async (world) => ({ ids: [await makeLoggedRun(world)], project: world.project }),
    trigger: ({ must }, { ids }) => must('editor', logLoss, { input: newBatch(ids[0]) }),
    shows: () => true,
  },
}
