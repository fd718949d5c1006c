import type { Role as RoleValue } from '@mitoscope/lab'
import { Field, ID, InputType } from 'type-graphql'
import { Role } from '../members/role.ts'

@InputType({ description: 'Project role that a new account receives.' })
class InvitedRoleInput {
  @Field(() => ID, { description: 'Global ID of the project.' })
  readonly projectId!: string
  @Field(() => Role, { description: 'Role of the new account in the project.' })
  readonly role!: RoleValue
}

@InputType({ description: 'Person to invite.' })
export class InviteUserInput {
  @Field(() => String, {
    description: 'Email address of the person. The server sends no email: pass the returned link on.',
  })
  readonly email!: string
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True makes the account a site administrator, who can create projects and manage accounts; default false.',
  })
  readonly siteAdmin?: boolean | null
  @Field(() => [InvitedRoleInput], {
    nullable: true,
    description: 'Project roles that the account receives; default none.',
  })
  readonly projects?: InvitedRoleInput[] | null
}

@InputType({ description: 'Account whose password is reset.' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'Global ID of the user.' })
  readonly id!: string
}

@InputType({ description: 'Changes of an account. Fields that are omitted or null keep their values.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'Global ID of the user.' })
  readonly id!: string
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True makes the user a site administrator, who can create projects and manage accounts; false revokes this. The last administrator cannot be revoked.',
  })
  readonly siteAdmin?: boolean | null
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True disables the account, which ends its sessions and invalidates its tokens; false enables it again. The last administrator cannot be disabled.',
  })
  readonly disabled?: boolean | null
}
