import { inviteUser, listUsers, resetPassword, updateUser } from '@mitoscope/lab'
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { requireTeam } from '../../auth/team-accounts.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { InviteUserInput, ResetPasswordInput, UpdateUserInput } from './account.inputs.ts'
import { InviteUserPayload, ResetPasswordPayload, UpdateUserPayload } from './account.payloads.ts'
import { UserConnection, UserListArgs } from './user-list.args.ts'
import { User } from './user.type.ts'
import { Viewer } from './viewer.type.ts'

@Resolver()
export class AccountResolver {
  @Query(() => Viewer, { description: 'Identity and permissions of the caller.' })
  viewer(@Ctx() { actor }: Context): Viewer {
    return new Viewer(actor)
  }

  @Query(() => UserConnection, {
    description:
      'Users: all of them for site administrators, otherwise the caller and the members of shared projects.',
  })
  async users(@Ctx() { lab, actor }: Context, @Args(() => UserListArgs) request: UserListArgs) {
    const page = await listUsers(lab, actor, request)
    return new UserConnection({ ...page, nodes: page.nodes.map((record) => new User(record)) })
  }

  @Mutation(() => InviteUserPayload, {
    description:
      'Creates a one-time link to a new account, valid for 7 days; an earlier link to the same address expires. Requires a signed-in site administrator, not an API token.',
  })
  async inviteUser(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => InviteUserInput, { description: 'Person to invite, with the rights of the account.' })
    input: InviteUserInput,
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
      'Creates a one-time link that sets a new password, valid for 24 hours. Using it ends all sessions of the account and revokes its API tokens. Requires a signed-in site administrator, not an API token.',
  })
  async resetPassword(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => ResetPasswordInput, { description: 'Account whose password is reset.' })
    input: ResetPasswordInput,
  ): Promise<ResetPasswordPayload> {
    const { link } = requireTeam(lab)
    const { token, invitation, user } = await resetPassword(lab, actor, requireId('User', input.id))
    return { link: link(`/welcome?token=${token}`), expiresAt: invitation.expiresAt, user: new User(user) }
  }

  @Mutation(() => UpdateUserPayload, {
    description:
      'Changes the rights of an account or disables it. Requires a site administrator; an API token can only take rights away.',
  })
  async updateUser(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateUserInput, { description: 'Account and its new rights.' })
    input: UpdateUserInput,
  ) {
    const { id, ...changes } = input
    const userId = requireId('User', id)
    return { user: new User(await updateUser(lab, actor, { ...changes, userId })) }
  }
}
