import type { Role as RoleValue } from '@mitoscope/lab'
import { Field, ID, InputType } from 'type-graphql'
import { Role } from './role.ts'

@InputType({ description: 'User to add to a project.' })
export class AddMemberInput {
  @Field(() => ID, { description: 'Global ID of the project.' })
  readonly projectId!: string
  @Field(() => String, {
    description: 'Email address of an existing account; an unknown address is NOT_FOUND.',
  })
  readonly email!: string
  @Field(() => Role, { description: 'Role of the user in the project.' })
  readonly role!: RoleValue
}

@InputType({ description: 'New role of a project member.' })
export class SetRoleInput {
  @Field(() => ID, { description: 'Global ID of the project.' })
  readonly projectId!: string
  @Field(() => ID, { description: 'Global ID of the user.' })
  readonly userId!: string
  @Field(() => Role, { description: 'New role of the user in the project.' })
  readonly role!: RoleValue
}

@InputType({ description: 'Member to remove from a project.' })
export class RemoveMemberInput {
  @Field(() => ID, { description: 'Global ID of the project.' })
  readonly projectId!: string
  @Field(() => ID, { description: 'Global ID of the user.' })
  readonly userId!: string
}
