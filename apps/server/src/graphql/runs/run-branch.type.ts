import type { RunBranch as BranchRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, Float, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('RunBranch', {
  implements: Node,
  description: 'Points that resumeRun cut off from a logged run, kept unchanged.',
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
    description: 'First step that resumeRun cut off; the run continued from this step.',
  })
  fromStep(): number {
    return this.record.fromStep
  }

  @Field(() => GraphQLDateTimeISO, { description: 'Time of the cut.' })
  cutAt(): Date {
    return this.record.cutAt
  }

  @Field(() => Float, { description: 'Number of points in the branch, over all series.' })
  points(): number {
    return this.record.points
  }
}
