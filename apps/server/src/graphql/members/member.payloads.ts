import { Field, ID, ObjectType } from 'type-graphql'
import { Member } from './member.type.ts'

@ObjectType({ description: 'Result of addMember.' })
export class AddMemberPayload {
  @Field(() => Member, { description: 'The added member.' })
  readonly member!: Member
}

@ObjectType({ description: 'Result of setRole.' })
export class SetRolePayload {
  @Field(() => Member, { description: 'The member after the call.' })
  readonly member!: Member
}

@ObjectType({ description: 'Result of removeMember.' })
export class RemoveMemberPayload {
  @Field(() => ID, { description: 'Global ID of the removed user.' })
  readonly userId!: string
}
