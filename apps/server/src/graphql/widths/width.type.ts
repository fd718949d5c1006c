import { scopeOf, widthId, type ModelWidth as WidthRecord, type RunScope } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('ModelWidth', {
  implements: Node,
  description:
    'The training runs of a model at one width: seeds of the same thing, whose mean and spread count.',
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
    description: 'Weight decay of all of its runs; null where they have none, or several that are mixed.',
  })
  weightDecay(): number | null {
    return this.record.weightDecay ?? null
  }

  @Field(() => [Float], {
    nullable: 'items',
    description: 'Weight decays of its runs, ascending: more than one only where they are mixed.',
  })
  weightDecays(): readonly (number | null)[] {
    return this.record.weightDecays
  }

  @Field(() => Int, { description: 'How many training runs there are.' })
  runCount(): number {
    return this.record.runCount
  }

  @Field(() => Int, { description: 'How many of them are finished.' })
  finishedCount(): number {
    return this.record.finishedCount
  }

  @Field(() => Int, { description: 'How many of them reached training error 0.' })
  interpolatedCount(): number {
    return this.record.interpolatedCount
  }
}
