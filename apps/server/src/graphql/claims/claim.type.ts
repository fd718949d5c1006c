import { findClaims, type Claim as ClaimRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ResultScalar } from '../analyses/curve.type.ts'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { loaderOf } from '../loaders.ts'
import { Node } from '../node.ts'
import { ClaimVerdict } from '../reports/finding.type.ts'

type Verdict = ClaimRecord['verdict']

export const ClaimComparison = { ABOVE: 'above', BELOW: 'below' } as const
registerEnumType(ClaimComparison, {
  name: 'ClaimComparison',
  description: 'Side of a threshold on which a mean is claimed to lie.',
  valuesConfig: {
    ABOVE: { description: 'The mean over seeds is above the threshold.' },
    BELOW: { description: 'The mean over seeds is below the threshold.' },
  },
})

@ObjectType({
  description:
    'Rule by which a claim of the lab is judged: at each width and weight decay, the mean over seeds of a number of an analysis lies above or below a threshold.',
})
export class ClaimRule {
  @Field(() => String, { description: 'Name of the measure.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, { description: 'Options of the measure, including defaults.' })
  readonly options!: object
  @Field(() => String, { description: 'Name of the number in the result, for example "groups".' })
  readonly scalar!: string
  @Field(() => ClaimComparison, { description: 'Side of the threshold that is claimed.' })
  readonly comparison!: (typeof ClaimComparison)[keyof typeof ClaimComparison]
  @Field(() => Float, { description: 'Threshold, in the unit of the number.' })
  readonly threshold!: number
  @Field(() => Int, { nullable: true, description: 'Smallest width; null if there is no limit.' })
  readonly minWidth!: number | null
  @Field(() => Int, { nullable: true, description: 'Largest width; null if there is no limit.' })
  readonly maxWidth!: number | null
  @Field(() => Float, { nullable: true, description: 'Weight decay of the runs; null for any.' })
  readonly weightDecay!: number | null
}

@ObjectType({ description: 'One judgement in the history of a claim.' })
export class ClaimJudgement {
  @Field(() => DateTime, { description: 'Time of the judgement.' })
  readonly at!: Date
  @Field(() => ClaimVerdict, { description: 'Verdict on the claim.' })
  readonly verdict!: Verdict
  @Field(() => String, { description: 'Reason of the verdict, with the rule that was applied.' })
  readonly reason!: string
  readonly id!: string
}

@ObjectType('Claim', {
  implements: Node,
  description:
    'Statement with its latest verdict: a claim of the paper, which each report on a sweep judges again, or a claim of the lab, which is judged again when analyses of its model change.',
})
export class Claim extends Node {
  readonly __typename = 'Claim'
  readonly record: ClaimRecord
  override readonly id: string

  constructor(record: ClaimRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Claim', record.id)
  }

  @Field(() => String, { description: 'Statement that is judged.' })
  statement(): string {
    return this.record.statement
  }

  @Field(() => String, {
    nullable: true,
    description: 'Name of a claim of the paper, for example "linear-growth"; null for a claim of the lab.',
  })
  name(): string | null {
    return this.record.name
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Number published in the paper, with the network that it was measured on; null for a claim of the lab.',
  })
  paper(): string | null {
    return this.record.paper
  }

  @Field(() => ClaimRule, {
    nullable: true,
    description: 'Rule of a claim of the lab; null for a claim of the paper, whose rule is in its reason.',
  })
  rule(): ClaimRule | null {
    return this.record.rule
  }

  @Field(() => ClaimVerdict, { description: 'Latest verdict on the claim.' })
  verdict(): Verdict {
    return this.record.verdict
  }

  @Field(() => String, { description: 'Reason of the verdict, with the rule that was applied.' })
  reason(): string {
    return this.record.reason
  }

  @Field(() => [ResultScalar], {
    description:
      'Numbers behind the verdict; for a claim of the lab the mean over seeds at each width and weight decay, with intervals that hold together with 95 %.',
  })
  ours(): readonly ResultScalar[] {
    return this.record.ours
  }

  @Field(() => DateTime, { description: 'Time at which the judgement changed last.' })
  judgedAt(): Date {
    return this.record.judgedAt
  }

  @Field(() => ClaimVerdict, {
    nullable: true,
    description: 'Verdict before the latest turn; null if the verdict never turned.',
  })
  previousVerdict(): Verdict | null {
    return this.record.previousVerdict
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the verdict turned last; null if it never did.',
  })
  turnedAt(): Date | null {
    return this.record.turnedAt
  }

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, { description: 'Time of the last change.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the soft deletion; null if the claim is not deleted. restoreClaim restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}

export const loadClaim = loaderOf(findClaims, Claim)
