import type { Role as RoleValue } from '@mitoscope/lab'
import { Field, ID, InputType } from 'type-graphql'
import { Role } from './role.ts'

@InputType({ description: 'Somebody to share a project with.' })
export class AddMemberInput {
  @Field(() => ID, { description: 'The project.' })
  readonly projectId!: string
  @Field(() => String, { description: 'Address of their account.' })
  readonly email!: string
  @Field(() => Role, { description: 'What they may do.' })
  readonly role!: RoleValue
}

@InputType({ description: 'A member’s new role.' })
export class SetRoleInput {
  @Field(() => ID, { description: 'The project.' })
  readonly projectId!: string
  @Field(() => ID, { description: 'The member.' })
  readonly userId!: string
  @Field(() => Role, { description: 'What they may do from now on.' })
  readonly role!: RoleValue
}

@InputType({ description: 'Who leaves a project.' })
export class RemoveMemberInput {
  @Field(() => ID, { description: 'The project.' })
  readonly projectId!: string
  @Field(() => ID, { description: 'The member.' })
  readonly userId!: string
}
