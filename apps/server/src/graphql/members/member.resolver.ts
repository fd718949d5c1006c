import {
  addMember,
  findMembers,
  removeMember,
  roleIn,
  setRole,
  type Member as MemberRecord,
} from '@mitoscope/lab'
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadOne } from '../loaders.ts'
import { Project } from '../projects/project.type.ts'
import { AddMemberInput, RemoveMemberInput, SetRoleInput } from './member.inputs.ts'
import { AddMemberPayload, RemoveMemberPayload, SetRolePayload } from './member.payloads.ts'
import { Member } from './member.type.ts'
import { Role } from './role.ts'

@Resolver(() => Project)
export class MemberResolver {
  @FieldResolver(() => [Member], { description: 'Members of the project with their roles, ordered by name.' })
  async members(@Root() { record }: Project, @Ctx() context: Context): Promise<Member[]> {
    const members = await loadOne(context, fetchMembers, record.id)
    return (members ?? []).map((member) => new Member(member))
  }

  @FieldResolver(() => Role, {
    nullable: true,
    description: 'Role of the viewer in the project; null if there is none.',
  })
  viewerRole(@Root() { record }: Project, @Ctx() { actor }: Context) {
    return roleIn(actor, record.id)
  }

  @Mutation(() => AddMemberPayload, {
    description:
      'Adds an existing user to a project; a CONFLICT if the user is a member already. Requires the ADMIN role and a signed-in user, not an API token.',
  })
  async addMember(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => AddMemberInput, { description: 'User, project and role.' }) input: AddMemberInput,
  ) {
    const projectId = requireId('Project', input.projectId)
    return { member: new Member(await addMember(lab, actor, { ...input, projectId })) }
  }

  @Mutation(() => SetRolePayload, {
    description:
      'Changes the role of a project member. Demoting the last ADMIN is a CONFLICT. Requires the ADMIN role; an API token can only lower a role.',
  })
  async setRole(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => SetRoleInput, { description: 'Member and the new role.' }) input: SetRoleInput,
  ) {
    const projectId = requireId('Project', input.projectId)
    const userId = requireId('User', input.userId)
    return { member: new Member(await setRole(lab, actor, { ...input, projectId, userId })) }
  }

  @Mutation(() => RemoveMemberPayload, {
    description:
      'Removes a member from a project. Removing the last ADMIN is a CONFLICT. Requires the ADMIN role.',
  })
  async removeMember(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RemoveMemberInput, { description: 'Member and project.' }) input: RemoveMemberInput,
  ): Promise<RemoveMemberPayload> {
    const projectId = requireId('Project', input.projectId)
    const userId = requireId('User', input.userId)
    await removeMember(lab, actor, { projectId, userId })
    return { userId: input.userId }
  }
}

function fetchMembers(
  { lab, actor }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly MemberRecord[]>> {
  return findMembers(lab, actor, ids)
}
