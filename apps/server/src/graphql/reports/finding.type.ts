import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ResultScalar } from '../analyses/curve.type.ts'

const AxisScale = { LINEAR: 'linear', LOG: 'log', EPOCH: 'epoch' } as const
registerEnumType(AxisScale, {
  name: 'AxisScale',
  description: 'Scale of an axis.',
  valuesConfig: {
    LINEAR: { description: 'Equal differences are equally long.' },
    LOG: { description: 'Equal ratios are equally long.' },
    EPOCH: { description: 'Logarithmic scale of epochs that begins at 0 and spreads the first ones.' },
  },
})

export const ClaimVerdict = {
  AGREES: 'agrees',
  DISAGREES: 'does not agree',
  UNDECIDED: 'cannot tell',
} as const
registerEnumType(ClaimVerdict, {
  name: 'ClaimVerdict',
  description: 'Verdict of a report on a claim.',
  valuesConfig: {
    AGREES: { description: 'The numbers of the report agree with the claim.' },
    DISAGREES: { description: 'The numbers of the report contradict the claim.' },
    UNDECIDED: { description: 'The report lacks the numbers, or they are too uncertain.' },
  },
})

@ObjectType({ description: 'Point of a line with its interval.' })
class FindingPoint {
  @Field(() => Float, { description: 'Position on the x axis, for example a width or an epoch.' })
  readonly x!: number
  @Field(() => Float, { description: 'Value of the point.' })
  readonly y!: number
  @Field(() => Float, {
    nullable: true,
    description: 'Lower end of the interval; null if there are too few values for one.',
  })
  readonly low!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Upper end of the interval; null if there are too few values for one.',
  })
  readonly high!: number | null
  @Field(() => Int, { description: 'Number of runs, subsets or pairs behind the point.' })
  readonly n!: number
}

@ObjectType({ description: 'Line of a finding.' })
class FindingLine {
  @Field(() => String, {
    name: 'name',
    description: 'Name of the line in the finding, for example "width-64".',
  })
  readonly id!: string
  @Field(() => String, { name: 'title', description: 'Human-readable title of the line.' })
  readonly label!: string
  @Field(() => [FindingPoint], { description: 'Points of the line, from left to right.' })
  readonly points!: readonly FindingPoint[]
}

@ObjectType({ description: 'Marked place on the x axis, for example the epoch of interpolation.' })
class FindingMark {
  @Field(() => String, { name: 'title', description: 'Human-readable title of the mark.' })
  readonly label!: string
  @Field(() => Float, { description: 'Position on the x axis.' })
  readonly x!: number
  @Field(() => String, {
    nullable: true,
    description: 'Name of the line that the mark belongs to; null if it belongs to all lines.',
  })
  readonly line!: string | null
}

@ObjectType({ description: 'Statistical test of the difference of two quantities.' })
class FindingTest {
  @Field(() => String, { name: 'title', description: 'Human-readable title of the two quantities.' })
  readonly label!: string
  @Field(() => ResultScalar, {
    description: 'Second quantity minus the first, with its 95 % confidence interval.',
  })
  readonly difference!: ResultScalar
  @Field(() => Float, {
    nullable: true,
    description: 'Two-sided p-value of the null hypothesis of no difference; null if the test has none.',
  })
  readonly p!: number | null
  @Field(() => String, { description: 'Name of the test and the items that it is computed over.' })
  readonly test!: string
  @Field(() => Int, { description: 'Number of pairs that the test compares.' })
  readonly n!: number
}

@ObjectType({ description: 'Axis of a finding.' })
class FindingAxis {
  @Field(() => String, { name: 'title', description: 'Human-readable title of the axis.' })
  readonly label!: string
  @Field(() => AxisScale, { description: 'Scale of the axis.' })
  readonly scale!: (typeof AxisScale)[keyof typeof AxisScale]
}

@ObjectType({
  description:
    'Result of one analysis over the runs of a sweep, for example ensembles, chunks against networks, bias and variance, groups during training or controls.',
})
export class SweepFinding {
  @Field(() => String, { name: 'name', description: 'Name of the analysis, for example "ensembles".' })
  readonly id!: string
  @Field(() => Float, {
    nullable: true,
    description: 'Weight decay of the runs; null if they have different ones.',
  })
  readonly weightDecay!: number | null
  @Field(() => String, { description: 'Human-readable title of the finding.' })
  readonly title!: string
  @Field(() => String, { description: 'Definition of the numbers, with formula and source.' })
  readonly definition!: string
  @Field(() => String, {
    description: 'Meaning of the intervals of the points, for example "95 % interval over seeds".',
  })
  readonly interval!: string
  @Field(() => FindingAxis, { description: 'Horizontal axis of the points.' })
  readonly x!: FindingAxis
  @Field(() => FindingAxis, { description: 'Vertical axis of the points.' })
  readonly y!: FindingAxis
  @Field(() => [FindingLine], { description: 'Lines of the finding.' })
  readonly lines!: readonly FindingLine[]
  @Field(() => [FindingMark], { description: 'Marked places on the x axis.' })
  readonly marks!: readonly FindingMark[]
  @Field(() => [ResultScalar], { description: 'Numbers of the finding.' })
  readonly scalars!: readonly ResultScalar[]
  @Field(() => [FindingTest], { description: 'Statistical tests of the finding.' })
  readonly tests!: readonly FindingTest[]
  @Field(() => String, { description: 'Conclusion in one or two sentences.' })
  readonly sentence!: string
}

@ObjectType({ description: 'Claim of the paper with the verdict of a report.' })
export class JudgedClaim {
  @Field(() => String, { name: 'name', description: 'Name of the claim, for example "linear-growth".' })
  readonly id!: string
  @Field(() => String, { description: 'Statement of the claim in the paper.' })
  readonly statement!: string
  @Field(() => String, {
    description: 'Number published in the paper, with the network that it was measured on.',
  })
  readonly paper!: string
  @Field(() => [ResultScalar], {
    description: 'Numbers behind the verdict, the decisive one first; empty if the report lacks them.',
  })
  readonly ours!: readonly ResultScalar[]
  @Field(() => ClaimVerdict, { description: 'Verdict on the claim.' })
  readonly verdict!: (typeof ClaimVerdict)[keyof typeof ClaimVerdict]
  @Field(() => String, { description: 'Reason of the verdict, with the rule that was applied.' })
  readonly reason!: string
}
