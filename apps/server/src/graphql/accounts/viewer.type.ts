import type { Actor } from '@mitoscope/lab'
import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql'
import { findTeam } from '../../auth/team-accounts.ts'
import type { Context } from '../context.ts'
import { loadToken } from '../tokens/load-token.ts'
import { ApiToken } from '../tokens/token.type.ts'
import { TokenScope } from '../tokens/token-scope.ts'
import { loadUser } from './load-user.ts'
import { User } from './user.type.ts'

const AccessMode = { LOCAL: 'local', TEAM: 'team' } as const
registerEnumType(AccessMode, {
  name: 'AccessMode',
  description: 'How a lab lets people in.',
  valuesConfig: {
    LOCAL: { description: 'No accounts: whoever reaches the machine’s loopback address owns everything.' },
    TEAM: { description: 'People sign in, and have a role in each project.' },
  },
})

@ObjectType('Viewer', { description: 'Who asks, and what they may do.' })
export class Viewer {
  readonly actor: Actor

  constructor(actor: Actor) {
    this.actor = actor
  }

  @Field(() => AccessMode, { description: 'How the lab lets people in.' })
  mode(@Ctx() { lab }: Context) {
    return findTeam(lab) ? AccessMode.TEAM : AccessMode.LOCAL
  }

  @Field(() => String, { description: 'What the audit trail calls you.' })
  name(): string {
    return this.actor.name
  }

  @Field(() => User, { nullable: true, description: 'Your account; null in local mode.' })
  user(@Ctx() context: Context): Promise<User | undefined> | undefined {
    return this.actor.userId === null ? undefined : loadUser(context, this.actor.userId)
  }

  @Field(() => TokenScope, { description: 'The most that this session or token allows.' })
  scope() {
    return this.actor.scope
  }

  @Field(() => ApiToken, {
    nullable: true,
    description: 'The API token that the request carries, if it does.',
  })
  token(@Ctx() context: Context): Promise<ApiToken | undefined> | undefined {
    return this.actor.tokenId === null ? undefined : loadToken(context, this.actor.tokenId)
  }

  @Field(() => Boolean, { description: 'Whether you may now create projects and manage accounts.' })
  siteAdmin(): boolean {
    return this.actor.siteAdmin && this.actor.scope === 'admin'
  }
}
