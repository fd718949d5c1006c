import type { Role as RoleValue } from '@mitoscope/lab'
import { Field, ID, InputType } from 'type-graphql'
import { Role } from '../members/role.ts'

@InputType({ description: 'A role that comes with a new account.' })
class InvitedRoleInput {
  @Field(() => ID, { description: 'The project.' })
  readonly projectId!: string
  @Field(() => Role, { description: 'What they may do there.' })
  readonly role!: RoleValue
}

@InputType({ description: 'Somebody to invite.' })
export class InviteUserInput {
  @Field(() => String, { description: 'Their address. The lab sends no mail: pass the link on yourself.' })
  readonly email!: string
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they may create projects and manage accounts.',
  })
  readonly siteAdmin?: boolean | null
  @Field(() => [InvitedRoleInput], { nullable: true, description: 'Roles that come with the account.' })
  readonly projects?: InvitedRoleInput[] | null
}

@InputType({ description: 'Whose password to reset.' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'The user.' })
  readonly userId!: string
}

@InputType({ description: 'What an account may do from now on. What is not given stays.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'The user.' })
  readonly userId!: string
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they may create projects and manage accounts.',
  })
  readonly siteAdmin?: boolean | null
  @Field(() => Boolean, { nullable: true, description: 'Whether the account is closed.' })
  readonly disabled?: boolean | null
}
