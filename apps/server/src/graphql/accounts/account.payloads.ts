import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { User } from './user.type.ts'

@ObjectType({ description: 'What inviteUser did.' })
export class InviteUserPayload {
  @Field(() => String, { description: 'One-time link to the new account. It is told here and never again.' })
  readonly link!: string
  @Field(() => GraphQLDateTimeISO, { description: 'When the link ends.' })
  readonly expiresAt!: Date
}

@ObjectType({ description: 'What resetPassword did.' })
export class ResetPasswordPayload {
  @Field(() => String, { description: 'One-time link to a new password. It is told here and never again.' })
  readonly link!: string
  @Field(() => GraphQLDateTimeISO, { description: 'When the link ends.' })
  readonly expiresAt!: Date
  @Field(() => User, { description: 'Whose password it sets.' })
  readonly user!: User
}

@ObjectType({ description: 'What updateUser did.' })
export class UpdateUserPayload {
  @Field(() => User, { description: 'The user as they are now.' })
  readonly user!: User
}
