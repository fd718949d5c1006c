import { one, many, type Cases } from '../case.ts'
import { makeRepresentation } from '../makers.ts'
import { signedIn, type World } from '../world.ts'

const startPairComparisons =
  'mutation ($input: StartPairComparisonsInput!) { startPairComparisons(input: $input) { pairComparisons { id } } }'

/** Two representations and by what to compare them. */
async function newPair(world: World) {
  const pair = [await makeRepresentation(world), await makeRepresentation(world)]
  return { representationIds: pair.map(({ id }) => id), measures: [{ measure: 'cka' }] }
}

/** A comparison of two representations, which waits. */
async function makePairComparison(world: World): Promise<string> {
  const made = await world.must('editor', startPairComparisons, { input: await newPair(world) })
  return made.startPairComparisons.pairComparisons[0].id as string
}

const deletePairComparison =
  'mutation ($input: DeletePairComparisonInput!) { deletePairComparison(input: $input) { pairComparison { id } } }'

/** Comparisons of two representations. */
export const cases: Cases = {
  queries: {
    pairComparison: one('pairComparison', makePairComparison),
    pairComparisons: many('pairComparisons', makePairComparison),
    comparisonMeasures: {
      query: '{ comparisonMeasures { name } }',
      shows: ({ comparisonMeasures }) => comparisonMeasures.length > 0,
      to: signedIn,
    },
  },
  mutations: {
    startPairComparisons: {
      needs: 'editor',
      query: startPairComparisons,
      variables: async (world) => ({ input: await newPair(world) }),
    },
    deletePairComparison: {
      needs: 'editor',
      query: deletePairComparison,
      variables: async (world) => ({ input: { id: await makePairComparison(world) } }),
    },
    restorePairComparison: {
      needs: 'editor',
      query:
        'mutation ($input: RestorePairComparisonInput!) { restorePairComparison(input: $input) { pairComparison { id } } }',
      variables: async (world) => {
        const input = { id: await makePairComparison(world) }
        await world.must('editor', deletePairComparison, { input })
        return { input }
      },
    },
  },
  subscriptions: {
    pairComparisonsUpdated: {
      query:
        'subscription ($project: ID!) { pairComparisonsUpdated(projectId: $project) { pairComparisons { state } } }',
      variables: ({ project }) => ({ project }),
      trigger: (world) => makePairComparison(world),
      shows: ({ pairComparisonsUpdated }) => pairComparisonsUpdated.pairComparisons.length > 0,
    },
  },
}
