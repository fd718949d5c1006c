import type { Cases } from '../case.ts'
import { fresh } from '../makers.ts'

/** API tokens. */
export const cases: Cases = {
  queries: {
    apiTokens: {
      query: '{ apiTokens { nodes { name prefix scope lastUsedAt expiresAt } totalCount } }',
      shows: ({ apiTokens }) => apiTokens.nodes.some(({ scope }: { scope: string }) => scope === 'WRITE'),
      to: ['admin', 'adminReading', 'adminWriting'],
    },
  },
  mutations: {
    createApiToken: {
      needs: 'account',
      by: ['stranger', 'viewer', 'editor', 'admin', 'siteAdmin'],
      query:
        'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id } } }',
      variables: () => ({ input: { name: fresh('token'), scope: 'ADMIN' } }),
    },
    revokeApiToken: {
      needs: 'account',
      // Somebody's own: for administrators that of another is as good.
      by: ['admin', 'siteAdmin'],
      strangers: 'NOT_FOUND',
      query: 'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { id } }',
      variables: async (world) => {
        const made = await world.must(
          'admin',
          'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } } }',
          { input: { name: fresh('token'), scope: 'READ' } },
        )
        return { input: { id: made.createApiToken.apiToken.id as string } }
      },
    },
  },
}
