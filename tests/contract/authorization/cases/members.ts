import type { Cases } from '../case.ts'
import { makeMember, makeUser } from '../makers.ts'

/** Members of projects. */
export const cases: Cases = {
  mutations: {
    addMember: {
      needs: 'admin',
      by: ['admin', 'siteAdmin'],
      query:
        'mutation ($input: AddMemberInput!) { addMember(input: $input) { member { role user { id } } } }',
      variables: async (world) => ({
        input: {
          projectId: world.project,
          email: (await makeUser(world)).email,
          role: 'VIEWER',
        },
      }),
    },
    setRole: {
      needs: 'admin',
      by: ['admin', 'siteAdmin'],
      query: 'mutation ($input: SetRoleInput!) { setRole(input: $input) { member { role } } }',
      variables: async (world) => ({
        input: {
          projectId: world.project,
          userId: (await makeMember(world)).id,
          role: 'EDITOR',
        },
      }),
    },
    removeMember: {
      needs: 'admin',
      by: ['admin', 'siteAdmin'],
      query: 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userId } }',
      variables: async (world) => ({
        input: { projectId: world.project, userId: (await makeMember(world)).id },
      }),
    },
  },
}
