import { findJudgedNumbers, findJudgements } from '@mitoscope/lab'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { loadUser, User } from '../accounts/user.type.ts'
import { ResultScalar } from '../analyses/curve.type.ts'
import type { Context } from '../context.ts'
import { loadOne, requireLoaded } from '../loaders.ts'
import { loadModel, Model } from '../models/model.type.ts'
import { loadProject, Project } from '../projects/project.type.ts'
import { loadSweep } from '../sweeps/load-sweep.ts'
import { Sweep } from '../sweeps/sweep.type.ts'
import { Claim, ClaimJudgement } from './claim.type.ts'

const mostJudgements = 100

@Resolver(() => Claim)
export class ClaimFieldsResolver {
  @FieldResolver(() => Project, { description: 'Project of the claim.' })
  project(@Ctx() context: Context, @Root() { record }: Claim) {
    return requireLoaded(loadProject(context, record.projectId))
  }

  @FieldResolver(() => Sweep, {
    nullable: true,
    description: 'Sweep whose reports judge a claim of the paper; null for a claim of the lab.',
  })
  sweep(@Ctx() context: Context, @Root() { record }: Claim) {
    return record.sweepId === null ? null : loadSweep(context, record.sweepId)
  }

  @FieldResolver(() => Model, {
    nullable: true,
    description: 'Model whose analyses judge a claim of the lab; null for a claim of the paper.',
  })
  model(@Ctx() context: Context, @Root() { record }: Claim) {
    return record.modelId === null ? null : loadModel(context, record.modelId)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'User who created a claim of the lab; null if there was no account or it is not visible to you.',
  })
  createdBy(@Ctx() context: Context, @Root() { record }: Claim) {
    return record.createdBy === null ? null : loadUser(context, record.createdBy)
  }

  @FieldResolver(() => [ClaimJudgement], {
    description: `Latest judgements of the claim that differ from the one before, newest first; ${mostJudgements} at most.`,
  })
  async history(@Ctx() context: Context, @Root() { record }: Claim): Promise<readonly ClaimJudgement[]> {
    return (await loadOne(context, fetchJudgements, record.id)) ?? []
  }
}

@Resolver(() => ClaimJudgement)
export class ClaimJudgementFieldsResolver {
  @FieldResolver(() => [ResultScalar], { description: 'Numbers behind the verdict.' })
  async ours(@Ctx() context: Context, @Root() { id }: ClaimJudgement): Promise<readonly ResultScalar[]> {
    return (await loadOne(context, fetchNumbers, String(id))) ?? []
  }
}

function fetchNumbers({ lab }: Context, ids: readonly string[]) {
  return findJudgedNumbers(lab, ids)
}

function fetchJudgements({ lab }: Context, ids: readonly string[]) {
  return findJudgements(lab, ids, mostJudgements)
}
