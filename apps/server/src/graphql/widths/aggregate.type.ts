import { Field, Float, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Mean and spread of one number over several runs, for example over seeds.' })
export class Aggregate {
  @Field(() => Int, { description: 'Number of runs behind the mean, one for each seed.' })
  readonly n!: number
  @Field(() => Float, { nullable: true, description: 'Mean over the runs; null if no run has the number.' })
  readonly mean!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Sample standard deviation; null with fewer than two runs.',
  })
  readonly std!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Standard error of the mean; null with fewer than two runs.',
  })
  readonly sem!: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Half width of the 95 % confidence interval of the mean (Student’s t); null with fewer than two runs.',
  })
  readonly ci95!: number | null
  @Field(() => Float, { nullable: true, description: 'Lowest value of the runs; null if there is none.' })
  readonly min!: number | null
  @Field(() => Float, { nullable: true, description: 'Highest value of the runs; null if there is none.' })
  readonly max!: number | null

  @Field(() => Int, {
    description:
      'Number of control runs left out, such as untrained networks or networks on Gaussian inputs. Controls count only where there are no other runs.',
  })
  readonly controls!: number
  @Field(() => Int, {
    description:
      'Number of runs left out because a newer run of the same seed has the number: each seed counts once.',
  })
  readonly repeats!: number

  /** Record ids of the diverged runs. */
  readonly divergedRuns!: readonly string[]
}
