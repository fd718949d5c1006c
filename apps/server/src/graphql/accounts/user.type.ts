import { findUsers, type User as UserRecord } from '@mitoscope/lab'
import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('User', { implements: Node, description: 'User with an account in this lab.' })
export class User extends Node {
  readonly __typename = 'User'
  readonly record: UserRecord
  override readonly id: string

  constructor(record: UserRecord) {
    super()
    this.record = record
    this.id = toGlobalId('User', record.id)
  }

  @Field(() => String, { description: 'Display name of the user.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'Email address for signing in.' })
  email(): string {
    return this.record.email
  }

  @Field(() => Boolean, {
    description: 'True for a site administrator, who can create projects and manage accounts.',
  })
  siteAdmin(): boolean {
    return this.record.siteAdmin
  }

  @Field(() => Boolean, {
    description: 'True if the account is disabled: the user cannot sign in and all tokens are invalid.',
  })
  disabled(): boolean {
    return this.record.disabledAt !== null
  }

  @Field(() => DateTime, { description: 'Time at which the account was created.' })
  createdAt(): Date {
    return this.record.createdAt
  }
}

/** Loads a user by the record id. */
export const loadUser = loaderOf(findUsers, User)
