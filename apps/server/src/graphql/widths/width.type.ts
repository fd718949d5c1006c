import { scopeOf, widthId, type ModelWidth as WidthRecord, type RunScope } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('ModelWidth', {
  implements: Node,
  description: 'Training runs of a model at one width, usually replicates with different seeds.',
})
export class ModelWidth extends Node {
  readonly __typename = 'ModelWidth'
  readonly record: WidthRecord
  readonly scope: RunScope
  override readonly id: string

  constructor(record: WidthRecord) {
    super()
    this.record = record
    this.scope = scopeOf(record)
    this.id = toGlobalId('ModelWidth', widthId(record))
  }

  @Field(() => Int, { description: 'Number of neurons that feed the final linear layer.' })
  width(): number {
    return this.record.width
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Weight decay of the runs; null if they have none or different ones.',
  })
  weightDecay(): number | null {
    return this.record.weightDecay ?? null
  }

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Distinct weight decays of the runs, ascending; more than one only if weight decays are mixed.',
  })
  weightDecays(): readonly (number | null)[] {
    return this.record.weightDecays
  }

  @Field(() => Int, { description: 'Number of training runs.' })
  runCount(): number {
    return this.record.runCount
  }

  @Field(() => Int, { description: 'Number of FINISHED training runs.' })
  finishedCount(): number {
    return this.record.finishedCount
  }

  @Field(() => Int, { description: 'Number of training runs that reached training error exactly 0.' })
  interpolatedCount(): number {
    return this.record.interpolatedCount
  }
}
