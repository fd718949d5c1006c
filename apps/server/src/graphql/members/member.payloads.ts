import { Field, ID, ObjectType } from 'type-graphql'
import { Member } from './member.type.ts'

@ObjectType({ description: 'What addMember did.' })
export class AddMemberPayload {
  @Field(() => Member, { description: 'The new member.' })
  readonly member!: Member
}

@ObjectType({ description: 'What setRole did.' })
export class SetRolePayload {
  @Field(() => Member, { description: 'The member as it is now.' })
  readonly member!: Member
}

@ObjectType({ description: 'What removeMember did.' })
export class RemoveMemberPayload {
  @Field(() => ID, { description: 'Who left.' })
  readonly userId!: string
}
