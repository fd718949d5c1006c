import { inviteUser, listUsers, resetPassword, updateUser } from '@mitoscope/lab'
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { requireTeam } from '../../auth/team-accounts.ts'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { InviteUserInput, ResetPasswordInput, UpdateUserInput } from './account.inputs.ts'
import { InviteUserPayload, ResetPasswordPayload, UpdateUserPayload } from './account.payloads.ts'
import { User } from './user.type.ts'
import { Viewer } from './viewer.type.ts'

const UserConnection = createConnection('User', () => User)

@Resolver()
export class AccountResolver {
  @Query(() => Viewer, { description: 'Who you are here, and what you may do.' })
  viewer(@Ctx() { actor }: Context): Viewer {
    return new Viewer(actor)
  }

  @Query(() => UserConnection, {
    description: 'Everybody with an account, by email; you see those who share a project with you.',
  })
  async users(@Ctx() { lab, actor }: Context, @Args(() => PageArgs) request: PageArgs) {
    const page = await listUsers(lab, actor, request)
    return new UserConnection({ ...page, nodes: page.nodes.map((record) => new User(record)) })
  }

  @Mutation(() => InviteUserPayload, {
    description: 'Makes a one-time link to a new account. Takes somebody who is signed in, not a token.',
  })
  async inviteUser(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => InviteUserInput, { description: 'Whom, to what.' }) input: InviteUserInput,
  ): Promise<InviteUserPayload> {
    const { link } = requireTeam(lab)
    const projects = input.projects?.map(({ projectId, role }) => ({
      projectId: requireId('Project', projectId),
      role,
    }))
    const { token, invitation } = await inviteUser(lab, actor, { ...input, projects })
    return { link: link(`/welcome?token=${token}`), expiresAt: invitation.expiresAt }
  }

  @Mutation(() => ResetPasswordPayload, {
    description:
      'Makes a one-time link to a new password. Whoever uses it ends all sessions of the account and revokes its API tokens. Takes somebody who is signed in, not a token.',
  })
  async resetPassword(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => ResetPasswordInput, { description: 'Whose.' }) input: ResetPasswordInput,
  ): Promise<ResetPasswordPayload> {
    const { link } = requireTeam(lab)
    const { token, invitation, user } = await resetPassword(lab, actor, requireId('User', input.userId))
    return { link: link(`/welcome?token=${token}`), expiresAt: invitation.expiresAt, user: new User(user) }
  }

  @Mutation(() => UpdateUserPayload, {
    description:
      'Makes somebody an administrator, or closes an account. A token may take these rights and not give them.',
  })
  async updateUser(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateUserInput, { description: 'Whom, and what.' }) input: UpdateUserInput,
  ): Promise<UpdateUserPayload> {
    const userId = requireId('User', input.userId)
    return { user: new User(await updateUser(lab, actor, { ...input, userId })) }
  }
}
