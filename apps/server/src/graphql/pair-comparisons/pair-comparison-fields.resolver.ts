import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { requireLoaded } from '../loaders.ts'
import { loadUser } from '../accounts/user.type.ts'
import { User } from '../accounts/user.type.ts'
import type { Context } from '../context.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { loadRepresentation } from '../representations/representation.type.ts'
import { Representation } from '../representations/representation.type.ts'
import { PairComparison } from './pair-comparison.type.ts'

@Resolver(() => PairComparison)
export class PairComparisonFieldsResolver {
  @FieldResolver(() => Project, { description: 'Project of the comparison.' })
  project(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return requireLoaded(loadProject(context, record.projectId))
  }

  @FieldResolver(() => Representation, { description: 'First representation of the pair.' })
  first(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return requireLoaded(loadRepresentation(context, record.firstId))
  }

  @FieldResolver(() => Representation, { description: 'Second representation of the pair.' })
  second(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return requireLoaded(loadRepresentation(context, record.secondId))
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'User who requested the comparison; null if there was no account or it is not visible to you.',
  })
  askedBy(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return record.createdBy === null ? null : loadUser(context, record.createdBy)
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description:
      'Job that computes the comparison, with progress, remaining time and log; null if a stored result was reused.',
  })
  job(@Ctx() context: Context, @Root() { record }: PairComparison) {
    return loadJobOf(context, record.id)
  }
}
