import type { GroupRuns, RunGroup as GroupRecord } from '@mitoscope/lab'
import { GraphQLJSON } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'

@ObjectType({ description: 'What the runs of a group have in common.' })
class RunGroupKey {
  @Field(() => String, { description: 'The field, as "width", or the path in the configuration.' })
  readonly name!: string
  @Field(() => GraphQLJSON, { nullable: true, description: 'Its value; null where there is none.' })
  readonly value!: unknown
}

@ObjectType({ description: 'Training runs that have something in common.' })
export class RunGroup {
  readonly request: GroupRuns
  readonly record: GroupRecord

  constructor(request: GroupRuns, record: GroupRecord) {
    this.request = request
    this.record = record
  }

  @Field(() => [RunGroupKey], { description: 'What they have in common.' })
  keys(): readonly RunGroupKey[] {
    return this.record.keys.map(({ name, value }) => ({ name, value: toPublic(name, value) }))
  }

  @Field(() => Int, { description: 'How many there are.' })
  runCount(): number {
    return this.record.runCount
  }

  @Field(() => Int, { description: 'How many of them are finished.' })
  finishedCount(): number {
    return this.record.finishedCount
  }
}

/** Records by the ids that clients know. */
function toPublic(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  return name === 'model' ? toGlobalId('Model', value) : name === 'sweep' ? toGlobalId('Sweep', value) : value
}
