import type { RunBranch as BranchRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, Float, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('RunBranch', {
  implements: Node,
  description: 'Points of a logged run that resumeRun cut off, as they were logged.',
})
export class RunBranch extends Node {
  readonly __typename = 'RunBranch'
  readonly record: BranchRecord
  override readonly id: string

  constructor(record: BranchRecord) {
    super()
    this.record = record
    this.id = toGlobalId('RunBranch', record.id)
  }

  @Field(() => Float, {
    description: 'Step from which the run went on: the first one that can be in the branch.',
  })
  fromStep(): number {
    return this.record.fromStep
  }

  @Field(() => GraphQLDateTimeISO, { description: 'Time of the cut.' })
  cutAt(): Date {
    return this.record.cutAt
  }

  @Field(() => Float, { description: 'Number of points, over all series.' })
  points(): number {
    return this.record.points
  }
}
