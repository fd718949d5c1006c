import type { Member as MemberRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { User } from '../accounts/user.type.ts'
import { Role } from './role.ts'

@ObjectType('Member', { description: 'Somebody’s role in a project.' })
export class Member {
  readonly record: MemberRecord

  constructor(record: MemberRecord) {
    this.record = record
  }

  @Field(() => User, { description: 'Who.' })
  user(): User {
    return new User(this.record.user)
  }

  @Field(() => Role, { description: 'What they may do.' })
  role() {
    return this.record.role
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When they joined.' })
  since(): Date {
    return this.record.createdAt
  }
}
