import type { Cases } from '../case.ts'
import { logLoss, makeLoggedRun, makeRun, newBatch } from '../makers.ts'

/** Metrics of runs. */
export const cases: Cases = {
  queries: {
    metricSeries: {
      query:
        'query ($runIds: [ID!]!) { metricSeries(name: "loss", runIds: $runIds) { runs { run { id } } } }',
      variables: async (world) => ({ runIds: [await makeLoggedRun(world)] }),
      shows: ({ metricSeries }) => metricSeries.runs.length > 0,
    },
  },
  mutations: {
    logMetrics: {
      needs: 'editor',
      query: logLoss,
      variables: async (world) => ({ input: newBatch(await makeRun(world)) }),
    },
    setStepMetrics: {
      needs: 'editor',
      query: 'mutation ($input: SetStepMetricsInput!) { setStepMetrics(input: $input) { run { id } } }',
      variables: async (world) => ({
        input: { runId: await makeLoggedRun(world), stepMetrics: [{ name: 'loss', stepMetric: 'tokens' }] },
      }),
    },
  },
  subscriptions: {
    metricsLogged: {
      query:
        'subscription ($ids: [ID!], $project: ID) { metricsLogged(runIds: $ids, projectId: $project) { runId } }',
      variables: async (world) => ({ ids: [await makeLoggedRun(world)], project: world.project }),
      trigger: ({ must }, { ids }) => must('editor', logLoss, { input: newBatch(ids[0]) }),
      shows: () => true,
    },
  },
}
