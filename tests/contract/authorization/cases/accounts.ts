import type { Cases } from '../case.ts'
import { fresh, makeUser } from '../makers.ts'
import { signedIn } from '../world.ts'

/** Accounts, their sessions and the audit trail. */
export const cases: Cases = {
  queries: {
    viewer: {
      query: '{ viewer { mode name scope siteAdmin user { id email } token { id prefix } } }',
      shows: ({ viewer }) => viewer.mode === 'TEAM' && viewer.user !== null,
      to: signedIn,
    },
    users: {
      query: '{ users { nodes { name } totalCount } }',
      shows: ({ users }) => users.nodes.some(({ name }: { name: string }) => name === 'viewer'),
      to: ['viewer', 'editor', 'admin', 'adminReading', 'adminWriting', 'siteAdmin'],
    },
    auditTrail: {
      query:
        'query ($project: ID!, $filter: AuditEventFilter) { auditTrail(projectId: $project, filter: $filter) { nodes { id action actor } totalCount } }',
      variables: ({ project }) => ({ project, filter: { action: { eq: 'createProject' } } }),
      shows: ({ auditTrail }) => auditTrail.nodes.length === 1 && auditTrail.totalCount === 1,
      to: ['admin', 'siteAdmin'],
    },
  },
  mutations: {
    inviteUser: {
      needs: 'siteAdmin',
      query: 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { link expiresAt } }',
      variables: () => ({ input: { email: `${fresh('guest')}@example.org` } }),
    },
    resetPassword: {
      needs: 'siteAdmin',
      query: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { link user { id } } }',
      variables: async (world) => ({ input: { id: (await makeUser(world)).id } }),
    },
    updateUser: {
      needs: 'siteAdmin',
      query: 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { disabled } } }',
      variables: async (world) => ({ input: { id: (await makeUser(world)).id, disabled: true } }),
    },
  },
}
