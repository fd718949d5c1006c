import { many, one, type Cases } from '../case.ts'
import { makeModel } from '../makers.ts'
import type { World } from '../world.ts'

const createClaim = 'mutation ($input: CreateClaimInput!) { createClaim(input: $input) { claim { id } } }'

/** A claim about a new model. */
async function newClaim(world: World) {
  const rule = { measure: 'critical-width', scalar: 'groups', comparison: 'ABOVE', threshold: 1 }
  return { modelId: await makeModel(world), statement: 'Layers split.', ...rule }
}

async function makeClaim(world: World): Promise<string> {
  const made = await world.must('editor', createClaim, { input: await newClaim(world) })
  return made.createClaim.claim.id as string
}

const deleteClaim = 'mutation ($input: DeleteClaimInput!) { deleteClaim(input: $input) { claim { id } } }'

/** Claims of the lab, with their verdicts. */
export const cases: Cases = {
  queries: {
    claim: one('claim', makeClaim),
    claims: many('claims', makeClaim),
  },
  mutations: {
    createClaim: {
      needs: 'editor',
      query: createClaim,
      variables: async (world) => ({ input: await newClaim(world) }),
    },
    updateClaim: {
      needs: 'editor',
      query: 'mutation ($input: UpdateClaimInput!) { updateClaim(input: $input) { claim { id } } }',
      variables: async (world) => ({
        input: { id: await makeClaim(world), statement: 'Wide layers split.' },
      }),
    },
    deleteClaim: {
      needs: 'editor',
      query: deleteClaim,
      variables: async (world) => ({ input: { id: await makeClaim(world) } }),
    },
    restoreClaim: {
      needs: 'editor',
      query: 'mutation ($input: RestoreClaimInput!) { restoreClaim(input: $input) { claim { id } } }',
      variables: async (world) => {
        const input = { id: await makeClaim(world) }
        await world.must('editor', deleteClaim, { input })
        return { input }
      },
    },
  },
  subscriptions: {
    claimsUpdated: {
      query: 'subscription ($project: ID!) { claimsUpdated(projectId: $project) { claims { verdict } } }',
      variables: ({ project }) => ({ project }),
      trigger: (world) => makeClaim(world),
      shows: ({ claimsUpdated }) => claimsUpdated.claims.length > 0,
    },
  },
}
