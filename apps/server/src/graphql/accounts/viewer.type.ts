import type { Actor } from '@mitoscope/lab'
import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql'
import { findTeam } from '../../auth/team-accounts.ts'
import type { Context } from '../context.ts'
import { loadToken } from '../tokens/token.type.ts'
import { ApiToken } from '../tokens/token.type.ts'
import { TokenScope } from '../tokens/token-scope.ts'
import { loadUser } from './user.type.ts'
import { User } from './user.type.ts'

const AccessMode = { LOCAL: 'local', TEAM: 'team' } as const
registerEnumType(AccessMode, {
  name: 'AccessMode',
  description: 'Access control of a lab.',
  valuesConfig: {
    LOCAL: {
      description: 'No accounts: every client on the loopback interface of the machine has all rights.',
    },
    TEAM: { description: 'Users sign in and have a role in each project.' },
  },
})

@ObjectType('Viewer', { description: 'Caller of the API, with permissions.' })
export class Viewer {
  readonly actor: Actor

  constructor(actor: Actor) {
    this.actor = actor
  }

  @Field(() => AccessMode, { description: 'Access control of the lab.' })
  mode(@Ctx() { lab }: Context) {
    return findTeam(lab) ? AccessMode.TEAM : AccessMode.LOCAL
  }

  @Field(() => String, { description: 'Name of the caller in the audit trail.' })
  name(): string {
    return this.actor.name
  }

  @Field(() => User, { nullable: true, description: 'Account of the caller; null in LOCAL mode.' })
  user(@Ctx() context: Context): Promise<User | undefined> | undefined {
    return this.actor.userId === null ? undefined : loadUser(context, this.actor.userId)
  }

  @Field(() => TokenScope, { description: 'Upper limit of the permissions of this session or token.' })
  scope() {
    return this.actor.scope
  }

  @Field(() => ApiToken, {
    nullable: true,
    description: 'API token of the request; null if it carries none.',
  })
  token(@Ctx() context: Context): Promise<ApiToken | undefined> | undefined {
    return this.actor.tokenId === null ? undefined : loadToken(context, this.actor.tokenId)
  }

  @Field(() => Boolean, { description: 'True if the caller can now create projects and manage accounts.' })
  siteAdmin(): boolean {
    return this.actor.siteAdmin && this.actor.scope === 'admin'
  }
}
