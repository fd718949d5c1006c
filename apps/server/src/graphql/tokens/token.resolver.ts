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
import { requireTeam } from '../../auth/team-accounts.ts'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { ApiToken } from './token.type.ts'
import { TokenScope } from './token-scope.ts'

@InputType({ description: 'A new personal token.' })
class CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for; at most 200 characters.' })
  readonly name!: string
  @Field(() => TokenScope, { description: 'The most that it allows.' })
  readonly scope!: Role
  @Field(() => Int, { nullable: true, description: 'Days until it ends: 90 when not given, 366 at most.' })
  readonly days?: number | null
}

@ObjectType({ description: 'What createApiToken did.' })
class CreateApiTokenPayload {
  @Field(() => String, { description: 'The token. It is told here and never again: only its hash is kept.' })
  readonly token!: string
  @Field(() => ApiToken, { description: 'What is known of it afterwards.' })
  readonly apiToken!: ApiToken
}

@InputType({ description: 'A token to revoke.' })
class RevokeApiTokenInput {
  @Field(() => ID, { description: 'The token’s id.' })
  readonly id!: string
}

@ObjectType({ description: 'What revokeApiToken did.' })
class RevokeApiTokenPayload {
  @Field(() => ID, { description: 'Id of the token that is void now.' })
  readonly id!: string
}

const ApiTokenConnection = createConnection('ApiToken', () => ApiToken)

@Resolver()
export class TokenResolver {
  @Query(() => ApiTokenConnection, { description: 'Your personal tokens, newest first.' })
  async apiTokens(@Ctx() { lab, actor }: Context, @Args(() => PageArgs) request: PageArgs) {
    const page = await listTokens(lab, actor, request)
    return new ApiTokenConnection({ ...page, nodes: page.nodes.map((record) => new ApiToken(record)) })
  }

  @Mutation(() => CreateApiTokenPayload, {
    description:
      'Makes a personal token, to be sent as “Authorization: Bearer TOKEN”. Takes somebody who is signed in: tokens make no tokens.',
  })
  async createApiToken(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateApiTokenInput, { description: 'What to make.' }) input: CreateApiTokenInput,
  ): Promise<CreateApiTokenPayload> {
    const { mint } = requireTeam(lab)
    const { token, apiToken } = await createToken(lab, actor, input, mint)
    return { token, apiToken: new ApiToken(apiToken) }
  }

  @Mutation(() => RevokeApiTokenPayload, { description: 'Makes a token void at once.' })
  async revokeApiToken(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RevokeApiTokenInput, { description: 'Which.' }) input: RevokeApiTokenInput,
  ): Promise<RevokeApiTokenPayload> {
    await revokeToken(lab, actor, requireId('ApiToken', input.id))
    return { id: input.id }
  }
}
