import { createToken, listTokens, revokeToken, type Role } from '@mitoscope/lab'
import {
  Arg,
  Args,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql'
import { type ById, createIdInput } from '../mutation-types.ts'
import { requireTeam } from '../../auth/team-accounts.ts'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { ApiToken } from './token.type.ts'
import { TokenScope } from './token-scope.ts'

@InputType({ description: 'Personal API token to create.' })
class CreateApiTokenInput {
  @Field(() => String, { description: 'Name of the token for its owner, 1 to 200 characters.' })
  readonly name!: string
  @Field(() => TokenScope, { description: 'Upper limit of the permissions of the token.' })
  readonly scope!: Role
  @Field(() => Int, { nullable: true, description: 'Validity in days, from 1 to 366; default 90.' })
  readonly days?: number | null
}

@ObjectType({ description: 'Result of createApiToken.' })
class CreateApiTokenPayload {
  @Field(() => String, {
    description: 'Secret token. It is returned only here: the server stores its hash alone.',
  })
  readonly token!: string
  @Field(() => ApiToken, { description: 'Record of the token without its secret.' })
  readonly apiToken!: ApiToken
}

const RevokeApiTokenInput = createIdInput('RevokeApiToken', 'token')

@ObjectType({ description: 'Result of revokeApiToken.' })
class RevokeApiTokenPayload {
  @Field(() => ID, { description: 'Global ID of the revoked token.' })
  readonly id!: string
}

const ApiTokenConnection = createConnection('ApiToken', () => ApiToken)

@Resolver()
export class TokenResolver {
  @Query(() => ApiTokenConnection, { description: 'Personal API tokens of the caller, newest first.' })
  async apiTokens(@Ctx() { lab, actor }: Context, @Args(() => PageArgs) request: PageArgs) {
    const page = await listTokens(lab, actor, request)
    return new ApiTokenConnection({ ...page, nodes: page.nodes.map((record) => new ApiToken(record)) })
  }

  @Mutation(() => CreateApiTokenPayload, {
    description:
      'Creates a personal API token, to be sent as “Authorization: Bearer TOKEN”. Requires a signed-in user, not an API token.',
  })
  async createApiToken(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateApiTokenInput, { description: 'Token to create.' }) input: CreateApiTokenInput,
  ): Promise<CreateApiTokenPayload> {
    const { mint } = requireTeam(lab)
    const { token, apiToken } = await createToken(lab, actor, input, mint)
    return { token, apiToken: new ApiToken(apiToken) }
  }

  @Mutation(() => RevokeApiTokenPayload, {
    description: 'Revokes an API token immediately: one of the caller, or any for site administrators.',
  })
  async revokeApiToken(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RevokeApiTokenInput, { description: 'Token to revoke.' }) input: ById,
  ): Promise<RevokeApiTokenPayload> {
    await revokeToken(lab, actor, requireId('ApiToken', input.id))
    return { id: input.id }
  }
}
