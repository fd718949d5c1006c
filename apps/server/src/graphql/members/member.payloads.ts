import { Field, ID, ObjectType } from 'type-graphql'
import { createPayload } from '../mutation-types.ts'
import { Member } from './member.type.ts'

export const AddMemberPayload = createPayload('AddMember', 'member', () => Member, 'The added member.')

export const SetRolePayload = createPayload('SetRole', 'member', () => Member, 'The member after the call.')

@ObjectType({ description: 'Result of removeMember.' })
export class RemoveMemberPayload {
  @Field(() => ID, { description: 'Global ID of the removed user.' })
  readonly userId!: string
}
