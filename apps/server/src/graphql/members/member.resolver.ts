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
  @FieldResolver(() => [Member], { description: 'Who may do what here, by name.' })
  async members(@Root() { record }: Project, @Ctx() context: Context): Promise<Member[]> {
    const members = await loadOne(context, readMembers, record.id)
    return (members ?? []).map((member) => new Member(member))
  }

  @FieldResolver(() => Role, { nullable: true, description: 'What you may do here.' })
  viewerRole(@Root() { record }: Project, @Ctx() { actor }: Context) {
    return roleIn(actor, record.id)
  }

  @Mutation(() => AddMemberPayload, {
    description:
      'Shares a project with somebody who has an account. Takes somebody who is signed in, not a token.',
  })
  async addMember(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => AddMemberInput, { description: 'What, with whom.' }) input: AddMemberInput,
  ): Promise<AddMemberPayload> {
    const projectId = requireId('Project', input.projectId)
    return { member: new Member(await addMember(lab, actor, { ...input, projectId })) }
  }

  @Mutation(() => SetRolePayload, {
    description:
      'Changes what a member may do. One admin is always left. A token may lower a role and not raise one.',
  })
  async setRole(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => SetRoleInput, { description: 'Who, and what.' }) input: SetRoleInput,
  ): Promise<SetRolePayload> {
    const projectId = requireId('Project', input.projectId)
    const userId = requireId('User', input.userId)
    return { member: new Member(await setRole(lab, actor, { ...input, projectId, userId })) }
  }

  @Mutation(() => RemoveMemberPayload, {
    description: 'Takes somebody out of a project. One admin is always left.',
  })
  async removeMember(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RemoveMemberInput, { description: 'Who, from where.' }) input: RemoveMemberInput,
  ): Promise<RemoveMemberPayload> {
    const projectId = requireId('Project', input.projectId)
    const userId = requireId('User', input.userId)
    await removeMember(lab, actor, { projectId, userId })
    return { userId: input.userId }
  }
}

function readMembers(
  { lab, actor }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly MemberRecord[]>> {
  return findMembers(lab, actor, ids)
}
