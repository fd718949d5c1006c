import { Field, ObjectType } from 'type-graphql'
import { createPayload } from '../mutation-types.ts'
import { DateTime } from '../date-time.ts'
import { User } from './user.type.ts'

@ObjectType({ description: 'Result of inviteUser.' })
export class InviteUserPayload {
  @Field(() => String, {
    description:
      'One-time link that creates the account. It is returned only here: the server stores its hash alone.',
  })
  readonly link!: string
  @Field(() => DateTime, { description: 'Time at which the link expires.' })
  readonly expiresAt!: Date
}

@ObjectType({ description: 'Result of resetPassword.' })
export class ResetPasswordPayload {
  @Field(() => String, {
    description:
      'One-time link that sets a new password. It is returned only here: the server stores its hash alone.',
  })
  readonly link!: string
  @Field(() => DateTime, { description: 'Time at which the link expires.' })
  readonly expiresAt!: Date
  @Field(() => User, { description: 'User whose password the link sets.' })
  readonly user!: User
}

export const UpdateUserPayload = createPayload('UpdateUser', 'user', () => User, 'The user after the call.')
