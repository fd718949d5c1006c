import { one, many, type Cases } from '../case.ts'
import { makeAnalysis, makeRepresentation, measure } from '../makers.ts'
import { recordId, signedIn } from '../world.ts'

/** Analyses of representations. */
export const cases: Cases = {
  queries: {
    analysis: one('analysis', makeAnalysis),
    analyses: many('analyses', makeAnalysis),
    compareAnalyses: {
      query: 'query ($input: CompareAnalysesInput!) { compareAnalyses(input: $input) { __typename } }',
      variables: async (world) => ({ input: { measure, runIds: [(await makeRepresentation(world)).run] } }),
      shows: () => true,
      to: signedIn,
    },
    analysisEstimate: {
      query: `query ($runIds: [ID!]!, $analyses: [MeasureInput!]!) {
        analysisEstimate(runIds: $runIds, analyses: $analyses) { analyses problem }
      }`,
      variables: async (world) => ({
        runIds: [(await makeRepresentation(world)).run],
        analyses: [{ measure }],
      }),
      shows: ({ analysisEstimate }) => analysisEstimate.problem === null && analysisEstimate.analyses === 1,
      // Callers who may also start analyses.
      to: ['editor', 'admin', 'adminWriting'],
    },
  },
  mutations: {
    startAnalysis: {
      needs: 'editor',
      query: 'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
      variables: async (world) => ({
        input: { measure, representationId: (await makeRepresentation(world)).id },
      }),
    },
    startAnalyses: {
      needs: 'editor',
      audit: 'startAnalysis',
      query: 'mutation ($input: StartAnalysesInput!) { startAnalyses(input: $input) { analyses { id } } }',
      variables: async (world) => ({
        input: { runIds: [(await makeRepresentation(world)).run], analyses: [{ measure }] },
      }),
    },
    retryAnalysis: {
      needs: 'editor',
      query: 'mutation ($input: RetryAnalysisInput!) { retryAnalysis(input: $input) { analysis { id } } }',
      variables: async (world) => {
        const id = await makeAnalysis(world)
        await world.lab.db
          .updateTable('analysis')
          .set({ state: 'cancelled' })
          .where('id', '=', recordId(id))
          .execute()
        await world.lab.db.deleteFrom('job').where('subjectId', '=', recordId(id)).execute()
        return { input: { id } }
      },
    },
    deleteAnalysis: {
      needs: 'editor',
      query: 'mutation ($input: DeleteAnalysisInput!) { deleteAnalysis(input: $input) { analysis { id } } }',
      variables: async (world) => ({ input: { id: await makeAnalysis(world) } }),
    },
    restoreAnalysis: {
      needs: 'editor',
      query:
        'mutation ($input: RestoreAnalysisInput!) { restoreAnalysis(input: $input) { analysis { id } } }',
      variables: async (world) => {
        const input = { id: await makeAnalysis(world) }
        await world.must(
          'editor',
          'mutation ($input: DeleteAnalysisInput!) { deleteAnalysis(input: $input) { analysis { id } } }',
          { input },
        )
        return { input }
      },
    },
  },
  subscriptions: {
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
  },
}
