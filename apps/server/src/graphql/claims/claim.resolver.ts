import { createClaim, deleteClaim, listClaims, restoreClaim, updateClaim } from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { type ById, createPayload } from '../mutation-types.ts'
import { ClaimConnection, ClaimListArgs, toListClaims } from './claim-list.args.ts'
import { CreateClaimInput, DeleteClaimInput, RestoreClaimInput, UpdateClaimInput } from './claim.inputs.ts'
import { Claim, loadClaim } from './claim.type.ts'

const CreateClaimPayload = createPayload(
  'CreateClaim',
  'claim',
  () => Claim,
  'The claim, with its first verdict.',
)
const UpdateClaimPayload = createPayload('UpdateClaim', 'claim', () => Claim, 'The claim as it reads now.')
const DeleteClaimPayload = createPayload(
  'DeleteClaim',
  'claim',
  () => Claim,
  'The deleted claim; restoreClaim restores it.',
)
const RestoreClaimPayload = createPayload('RestoreClaim', 'claim', () => Claim, 'The restored claim.')

@Resolver()
export class ClaimResolver {
  @Query(() => Claim, {
    nullable: true,
    description: 'Claim by its ID; null if it does not exist or you may not read it.',
  })
  async claim(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the claim.' }) id: string,
  ) {
    return (await loadClaim(context, requireId('Claim', id))) ?? null
  }

  @Query(() => ClaimConnection, {
    description: 'Claims that you may read, of the paper and of the lab, in one project or in all.',
  })
  async claims(
    @Ctx() { lab, actor }: Context,
    @Args(() => ClaimListArgs) args: ClaimListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    const request = { ...toListClaims(args), projectId: requireGiven('Project', projectId) }
    const page = await listClaims(lab, actor, request)
    return new ClaimConnection({ ...page, nodes: page.nodes.map((record) => new Claim(record)) })
  }

  @Mutation(() => CreateClaimPayload, {
    description:
      'Creates a claim of the lab about a model and judges it by the analyses that exist. It is judged again, within seconds, whenever they change. Requires the EDITOR role.',
  })
  async createClaim(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateClaimInput, { description: 'Statement and rule of the claim.' })
    { modelId, ...input }: CreateClaimInput,
  ) {
    const record = await createClaim(lab, actor, { ...input, modelId: requireId('Model', modelId) })
    return { claim: new Claim(record) }
  }

  @Mutation(() => UpdateClaimPayload, {
    description: 'Rewords a claim of the lab; a claim of the paper is a CONFLICT. Requires the EDITOR role.',
  })
  async updateClaim(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateClaimInput, { description: 'Claim and its new statement.' })
    { id, statement }: UpdateClaimInput,
  ) {
    return { claim: new Claim(await updateClaim(lab, actor, { id: requireId('Claim', id), statement })) }
  }

  @Mutation(() => DeleteClaimPayload, {
    description:
      'Soft-deletes a claim. restoreClaim restores it until a purge removes it. Until then later reports do not bring it back. Requires the EDITOR role.',
  })
  async deleteClaim(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteClaimInput, { description: 'Claim to delete.' }) { id }: ById,
  ) {
    return { claim: new Claim(await deleteClaim(lab, actor, requireId('Claim', id))) }
  }

  @Mutation(() => RestoreClaimPayload, {
    description: 'Restores a soft-deleted claim. Requires the EDITOR role.',
  })
  async restoreClaim(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreClaimInput, { description: 'Claim to restore.' }) { id }: ById,
  ) {
    return { claim: new Claim(await restoreClaim(lab, actor, requireId('Claim', id))) }
  }
}
