import type { ApiToken as TokenRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { TokenScope } from './token-scope.ts'

@ObjectType('ApiToken', {
  implements: Node,
  description: 'A personal token for scripts, without its secret.',
})
export class ApiToken extends Node {
  readonly __typename = 'ApiToken'
  readonly record: TokenRecord
  override readonly id: string

  constructor(record: TokenRecord) {
    super()
    this.record = record
    this.id = toGlobalId('ApiToken', record.id)
  }

  @Field(() => String, { description: 'What it is for.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'How it begins, to tell it from others.' })
  prefix(): string {
    return this.record.prefix
  }

  @Field(() => TokenScope, { description: 'The most that it allows.' })
  scope() {
    return this.record.scope
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it ends.' })
  expiresAt(): Date | null {
    return this.record.expiresAt
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was last used, to the minute.' })
  lastUsedAt(): Date | null {
    return this.record.lastUsedAt
  }
}
