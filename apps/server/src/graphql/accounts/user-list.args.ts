import type { FieldOrder, ListUsers, UserOrderField } from '@mitoscope/lab'
import { ArgsType, Field } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { createOrder } from '../order.input.ts'
import { User } from './user.type.ts'

const UserOrder = createOrder<UserOrderField>('User', 'users', {
  email: 'Email address of the user.',
  name: 'Display name of the user, ignoring case.',
  createdAt: 'Time at which the account was created.',
})

export const UserConnection = createConnection('User', () => User)

@ArgsType()
export class UserListArgs extends PageArgs implements ListUsers {
  @Field(() => [UserOrder], { nullable: true, description: 'Order of the users; by email if omitted.' })
  readonly orderBy?: FieldOrder<UserOrderField>[] | null
}
