import { findBranches, type RunBranch as BranchRecord } from '@mitoscope/lab'
import { Field, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { loaderOf } from '../loaders.ts'

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

  @Field(() => SafeInt, {
    description: 'First step that resumeRun cut off; the run continued from this step.',
  })
  fromStep(): number {
    return this.record.fromStep
  }

  @Field(() => DateTime, { description: 'Time of the cut.' })
  cutAt(): Date {
    return this.record.cutAt
  }

  @Field(() => SafeInt, { description: 'Number of points in the branch, over all series.' })
  points(): number {
    return this.record.points
  }
}

export const loadBranch = loaderOf(findBranches, RunBranch)
