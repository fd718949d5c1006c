import type { Member as MemberRecord } from '@mitoscope/lab'
import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { User } from '../accounts/user.type.ts'
import { Role } from './role.ts'

@ObjectType('Member', { description: 'Member of a project with a role.' })
export class Member {
  readonly record: MemberRecord

  constructor(record: MemberRecord) {
    this.record = record
  }

  @Field(() => User, { description: 'User who is the member.' })
  user(): User {
    return new User(this.record.user)
  }

  @Field(() => Role, { description: 'Role of the user in the project.' })
  role() {
    return this.record.role
  }

  @Field(() => DateTime, { description: 'Time at which the user joined the project.' })
  since(): Date {
    return this.record.createdAt
  }
}
