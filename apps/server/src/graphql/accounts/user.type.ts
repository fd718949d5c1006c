import type { User as UserRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('User', { implements: Node, description: 'Somebody with an account in this lab.' })
export class User extends Node {
  readonly __typename = 'User'
  readonly record: UserRecord
  override readonly id: string

  constructor(record: UserRecord) {
    super()
    this.record = record
    this.id = toGlobalId('User', record.id)
  }

  @Field(() => String, { description: 'What they are called.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'Address that they sign in with.' })
  email(): string {
    return this.record.email
  }

  @Field(() => Boolean, { description: 'Whether they may create projects and manage accounts.' })
  siteAdmin(): boolean {
    return this.record.siteAdmin
  }

  @Field(() => Boolean, {
    description: 'Whether the account is closed: no signing in, and its tokens are void.',
  })
  disabled(): boolean {
    return this.record.disabledAt !== null
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When the account was made.' })
  createdAt(): Date {
    return this.record.createdAt
  }
}
