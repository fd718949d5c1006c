import type { MutationCase } from './case.ts'
import type { World } from './world.ts'

let count = 0
const fresh = (name: string) => `${name}-${++count}`

/** An account of its own, in no project. */
async function makeUser({ lab }: World): Promise<{ readonly id: string; readonly email: string }> {
  const id = crypto.randomUUID()
  const email = `${fresh('somebody')}@example.org`
  await lab.db.insertInto('authUser').values({ id, name: 'Somebody', email, emailVerified: true }).execute()
  return { id: Buffer.from(`User:${id}`).toString('base64url'), email }
}

/** One who is a viewer of the project. */
async function makeMember(world: World) {
  const user = await makeUser(world)
  await world.must(
    'admin',
    'mutation ($input: AddMemberInput!) { addMember(input: $input) { member { role } } }',
    {
      input: { projectId: world.project, email: user.email, role: 'VIEWER' },
    },
  )
  return user
}

/** Every field of Mutation. */
export const mutations: Readonly<Record<string, MutationCase>> = {
  createProject: {
    needs: 'siteAdmin',
    query: 'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    input: () => ({ name: fresh('project') }),
  },
  inviteUser: {
    needs: 'siteAdmin',
    query: 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { link expiresAt } }',
    input: () => ({ email: `${fresh('guest')}@example.org` }),
  },
  resetPassword: {
    needs: 'siteAdmin',
    query: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { link user { id } } }',
    input: async (world) => ({ userId: (await makeUser(world)).id }),
  },
  updateUser: {
    needs: 'siteAdmin',
    query: 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { disabled } } }',
    input: async (world) => ({ userId: (await makeUser(world)).id, disabled: true }),
  },
  addMember: {
    needs: 'admin',
    by: ['admin', 'siteAdmin'],
    query: 'mutation ($input: AddMemberInput!) { addMember(input: $input) { member { role user { id } } } }',
    input: async (world) => ({
      projectId: world.project,
      email: (await makeUser(world)).email,
      role: 'VIEWER',
    }),
  },
  setRole: {
    needs: 'admin',
    by: ['admin', 'siteAdmin'],
    query: 'mutation ($input: SetRoleInput!) { setRole(input: $input) { member { role } } }',
    input: async (world) => ({
      projectId: world.project,
      userId: (await makeMember(world)).id,
      role: 'EDITOR',
    }),
  },
  removeMember: {
    needs: 'admin',
    by: ['admin', 'siteAdmin'],
    query: 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userId } }',
    input: async (world) => ({ projectId: world.project, userId: (await makeMember(world)).id }),
  },
  createApiToken: {
    needs: 'account',
    by: ['stranger', 'viewer', 'editor', 'admin', 'siteAdmin'],
    query:
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id } } }',
    input: () => ({ name: fresh('token'), scope: 'ADMIN' }),
  },
  revokeApiToken: {
    needs: 'account',
    // Somebody's own: for administrators that of another is as good.
    by: ['admin', 'siteAdmin'],
    strangers: 'NOT_FOUND',
    query: 'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { id } }',
    input: async (world) => {
      const made = await world.must(
        'admin',
        'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } } }',
        { input: { name: fresh('token'), scope: 'READ' } },
      )
      return { id: made.createApiToken.apiToken.id as string }
    },
  },
}
