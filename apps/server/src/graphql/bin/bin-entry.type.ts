import { keptDays, nouns, roleIn, type BinEntry as Record } from '@mitoscope/lab'
import { Ctx, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import type { Context } from '../context.ts'
import { constantCase, toGlobalId, typeOf } from '../global-id.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'

const deletable = nouns
  .filter(({ bin }) => bin)
  .map(({ table, description }) => {
    // Runs are deleted and restored together.
    if (table === 'trainingRun')
      return ['RUNS', table, 'Training runs that were deleted together, restored by restoreRuns.'] as const
    return [constantCase(table), table, `${description}, restored by restore${typeOf(table)}.`] as const
  })
const BinKind = Object.fromEntries(deletable)
registerEnumType(BinKind, {
  name: 'BinKind',
  description: 'Kind of soft-deleted record.',
  valuesConfig: Object.fromEntries(deletable.map(([name, , description]) => [name, { description }])),
})

const dayMs = 24 * 3600_000

@ObjectType({ description: 'Records that were soft-deleted together and can be restored until a purge.' })
export class BinEntry {
  readonly record: Record

  constructor(record: Record) {
    this.record = record
  }

  @Field(() => BinKind, { description: 'Kind of the records.' })
  kind(): Record['kind'] {
    return this.record.kind
  }

  @Field(() => [ID], { description: 'Global IDs of the records; more than one only for training runs.' })
  ids(): string[] {
    return this.record.ids.map((id) => toGlobalId(typeOf(this.record.kind), id))
  }

  @Field(() => String, { description: 'Name of the first record.' })
  name(): string {
    return this.record.name
  }

  @Field(() => Project, {
    nullable: true,
    description: 'Project of the records; null if the viewer may not read it.',
  })
  project(@Ctx() context: Context) {
    return loadProject(context, this.record.projectId)
  }

  @Field(() => DateTime, { description: 'Time of the deletion.' })
  deletedAt(): Date {
    return this.record.deletedAt
  }

  @Field(() => DateTime, {
    description:
      'Time from which a purge with the default retention (30 days) removes the records permanently.',
  })
  purgeableFrom(): Date {
    return new Date(this.record.deletedAt.getTime() + keptDays * dayMs)
  }

  @Field(() => String, {
    nullable: true,
    description: 'Deleted parent that must be restored first, for example "model fc"; null if there is none.',
  })
  within(): string | null {
    return this.record.within
  }

  @Field(() => Boolean, { description: 'True if the role of the viewer allows restoring the records.' })
  mayRestore(@Ctx() { actor }: Context): boolean {
    const role = roleIn(actor, this.record.projectId)
    return role === 'admin' || (role === 'editor' && this.record.kind !== 'project')
  }

  @Field(() => Int, { description: 'Number of training runs that are restored with the entry.' })
  runs(): number {
    return this.record.runs
  }

  @Field(() => Int, { description: 'Number of representations that are restored with the entry.' })
  representations(): number {
    return this.record.representations
  }

  @Field(() => Int, { description: 'Number of analyses that are restored with the entry.' })
  analyses(): number {
    return this.record.analyses
  }
}
