import { Field, Float, Int, ObjectType } from 'type-graphql'
import { ResultScalar } from '../analyses/curve.type.ts'

@ObjectType({
  description: 'A point of a line, with its interval; nulls where there is too little to tell one.',
})
class FindingPoint {
  @Field(() => Float, { description: 'Where it is, for example a width or an epoch.' })
  readonly x!: number
  @Field(() => Float, { description: 'Its value.' })
  readonly y!: number
  @Field(() => Float, { nullable: true, description: 'Lower end of its interval.' })
  readonly low!: number | null
  @Field(() => Float, { nullable: true, description: 'Upper end of its interval.' })
  readonly high!: number | null
  @Field(() => Int, { description: 'Runs, subsets or pairs behind it.' })
  readonly n!: number
}

@ObjectType({ description: 'A line of a finding.' })
class FindingLine {
  @Field(() => String, { description: 'Its name among the lines, as "width-64".' })
  readonly id!: string
  @Field(() => String, { description: 'For people.' })
  readonly label!: string
  @Field(() => [FindingPoint], { description: 'Its points, from left to right.' })
  readonly points!: readonly FindingPoint[]
}

@ObjectType({ description: 'A place on the x axis to look at, as the epoch of interpolation.' })
class FindingMark {
  @Field(() => String, { description: 'What is there.' })
  readonly label!: string
  @Field(() => Float, { description: 'Where.' })
  readonly x!: number
  @Field(() => String, { nullable: true, description: 'The line it belongs to; null for all of them.' })
  readonly line!: string | null
}

@ObjectType({ description: 'Two things that were compared by a test.' })
class FindingTest {
  @Field(() => String, { description: 'What was compared.' })
  readonly label!: string
  @Field(() => ResultScalar, { description: 'Second minus first, with its 95 % interval.' })
  readonly difference!: ResultScalar
  @Field(() => Float, { nullable: true, description: 'Two-sided p-value of no difference.' })
  readonly p!: number | null
  @Field(() => String, { description: 'Which test, over what.' })
  readonly test!: string
  @Field(() => Int, { description: 'How many pairs it compares.' })
  readonly n!: number
}

@ObjectType({ description: 'An axis of a finding.' })
class FindingAxis {
  @Field(() => String, { description: 'What it shows.' })
  readonly label!: string
  @Field(() => String, {
    description: 'How it is laid out: "log", "linear", or "epoch", which spreads the first.',
  })
  readonly scale!: string
}

@ObjectType({
  description:
    'What one analysis over the runs of a sweep found: ensembles, chunks against networks, bias and variance, groups over the ' +
    'training, controls.',
})
export class SweepFinding {
  @Field(() => String, { description: 'Which analysis, as "ensembles".' })
  readonly id!: string
  @Field(() => Float, { nullable: true, description: 'Weight decay of its runs; null for several.' })
  readonly weightDecay!: number | null
  @Field(() => String, { description: 'What it shows.' })
  readonly title!: string
  @Field(() => String, { description: 'What was computed, by which formula, from where.' })
  readonly definition!: string
  @Field(() => String, { description: 'What the intervals of the points are.' })
  readonly interval!: string
  @Field(() => FindingAxis, { description: 'What the points stand at.' })
  readonly x!: FindingAxis
  @Field(() => FindingAxis, { description: 'What their values are.' })
  readonly y!: FindingAxis
  @Field(() => [FindingLine], { description: 'Its lines.' })
  readonly lines!: readonly FindingLine[]
  @Field(() => [FindingMark], { description: 'Places to look at.' })
  readonly marks!: readonly FindingMark[]
  @Field(() => [ResultScalar], { description: 'Its numbers.' })
  readonly scalars!: readonly ResultScalar[]
  @Field(() => [FindingTest], { description: 'What was tested.' })
  readonly tests!: readonly FindingTest[]
  @Field(() => String, { description: 'What it says, in a sentence or two.' })
  readonly sentence!: string
}

@ObjectType({ description: 'A claim of the paper, judged by a report.' })
export class JudgedClaim {
  @Field(() => String, { description: 'Its name, as "linear-growth".' })
  readonly id!: string
  @Field(() => String, { description: 'What the paper says.' })
  readonly statement!: string
  @Field(() => String, { description: 'The paper’s number, and of what network it is.' })
  readonly paper!: string
  @Field(() => [ResultScalar], { description: 'The numbers it was judged by, the chief one first.' })
  readonly ours!: readonly ResultScalar[]
  @Field(() => String, { description: 'Whether it agrees: "agrees", "does not agree" or "cannot tell".' })
  readonly verdict!: string
  @Field(() => String, { description: 'Why, with the rule that was applied.' })
  readonly reason!: string
}
