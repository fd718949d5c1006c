import type { GroupRuns, RunGroup as GroupRecord } from '@mitoscope/lab'
import { GraphQLJSON } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'

@ObjectType({ description: 'Property that the runs of a group share.' })
class RunGroupKey {
  @Field(() => String, {
    description: 'Name of the field, for example "width", or path in the configuration.',
  })
  readonly name!: string
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Value of the property; null if the runs have none.',
  })
  readonly value!: unknown
}

@ObjectType({ description: 'Training runs with common properties.' })
export class RunGroup {
  readonly request: GroupRuns
  readonly record: GroupRecord

  constructor(request: GroupRuns, record: GroupRecord) {
    this.request = request
    this.record = record
  }

  @Field(() => [RunGroupKey], { description: 'Properties that the runs share, in the order of the request.' })
  keys(): readonly RunGroupKey[] {
    return this.record.keys.map(({ name, value }) => ({ name, value: toPublic(name, value) }))
  }

  @Field(() => Int, { description: 'Number of runs in the group.' })
  runCount(): number {
    return this.record.runCount
  }

  @Field(() => Int, { description: 'Number of FINISHED runs in the group.' })
  finishedCount(): number {
    return this.record.finishedCount
  }
}

/**
 * Converts a value of a group's keys for clients: ids of models and sweeps to global ids; others stay as
 * they are.
 */
function toPublic(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  return name === 'model' ? toGlobalId('Model', value) : name === 'sweep' ? toGlobalId('Sweep', value) : value
}
