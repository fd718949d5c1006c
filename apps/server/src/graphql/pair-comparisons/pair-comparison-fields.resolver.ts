import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { loadUser } from '../accounts/load-user.ts'
import { User } from '../accounts/user.type.ts'
import type { Context } from '../context.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.type.ts'
import { loadRepresentation } from '../representations/load-representation.ts'
import { Representation } from '../representations/representation.type.ts'
import { PairComparison } from './pair-comparison.type.ts'

@Resolver(() => PairComparison)
export class PairComparisonFieldsResolver {
  @FieldResolver(() => Project, { nullable: true, description: 'Where it belongs.' })
  project(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return loadProject(context, record.projectId)
  }

  @FieldResolver(() => Representation, { nullable: true, description: 'The first of the two.' })
  first(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return loadRepresentation(context, record.firstId)
  }

  @FieldResolver(() => Representation, { nullable: true, description: 'The second of the two.' })
  second(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return loadRepresentation(context, record.secondId)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who asked for it; null where that was no account, or one that is not shown to you.',
  })
  askedBy(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return record.createdBy === null ? null : loadUser(context, record.createdBy)
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description: 'The job that computes it: progress, time left, log; null where it was answered from store.',
  })
  job(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return loadJobOf(context, record.id)
  }
}
