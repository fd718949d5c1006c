import { findTokens, type ApiToken as TokenRecord } from '@mitoscope/lab'
import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { TokenScope } from './token-scope.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('ApiToken', {
  implements: Node,
  description: 'Personal API token for scripts, without its secret.',
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

  @Field(() => String, { description: 'Name of the token for its owner.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'First characters of the token, to tell it from others.' })
  prefix(): string {
    return this.record.prefix
  }

  @Field(() => TokenScope, { description: 'Upper limit of the permissions of the token.' })
  scope() {
    return this.record.scope
  }

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the token expires; null if it does not expire.',
  })
  expiresAt(): Date | null {
    return this.record.expiresAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the last use, to the minute; null if it was never used.',
  })
  lastUsedAt(): Date | null {
    return this.record.lastUsedAt
  }
}

/** Loads one of the caller's own tokens. */
export const loadToken = loaderOf(findTokens, ApiToken)
