import type { LoggedState } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql'

const LoggedRunState = {
  LOGGED: 'logged',
  FINISHED: 'finished',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const satisfies Record<string, LoggedState>
registerEnumType(LoggedRunState, {
  name: 'LoggedRunState',
  description: 'How a script says its run stands.',
  valuesConfig: {
    LOGGED: { description: 'It goes on.' },
    FINISHED: { description: 'It is done.' },
    FAILED: { description: 'It ended with an error.' },
    CANCELLED: { description: 'It was stopped.' },
  },
})

@InputType({ description: 'A training run that a script logs.' })
export class CreateRunInput {
  @Field(() => ID, { description: 'What it trains.' })
  readonly modelId!: string
  @Field(() => Int, { description: 'Number of neurons that feed the final linear layer.' })
  readonly width!: number
  @Field(() => Float, { nullable: true, description: 'Of its random numbers; a whole number.' })
  readonly seed?: number | null
  @Field(() => Float, { nullable: true, description: 'Factor of the penalty on the parameters.' })
  readonly weightDecay?: number | null
  @Field(() => String, { nullable: true, description: "What it is trained on; the model's when not given." })
  readonly dataset?: string | null
  @Field(() => String, { nullable: true, description: 'As "w0064-s0-wd0.002", which it is when not given.' })
  readonly name?: string | null
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'Everything it is set up with.' })
  readonly config?: Record<string, unknown> | null
  @Field(() => String, { nullable: true, description: 'Free text.' })
  readonly notes?: string | null
  @Field(() => [String], { nullable: true, description: 'Words to find it by.' })
  readonly tags?: string[] | null
  @Field(() => String, {
    nullable: true,
    description: 'A word of yours, unique in the project: asking again with it answers with the same run.',
  })
  readonly clientKey?: string | null
}

@InputType({ description: 'Changes of a training run; what is not given stays.' })
export class UpdateRunInput {
  @Field(() => ID, { description: 'The run.' })
  readonly id!: string
  @Field(() => String, { nullable: true, description: 'For people.' })
  readonly name?: string | null
  @Field(() => String, { nullable: true, description: 'Free text.' })
  readonly notes?: string | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Of logged runs: merged into the configuration, null takes a value away (RFC 7396).',
  })
  readonly config?: Record<string, unknown> | null
  @Field(() => LoggedRunState, { nullable: true, description: 'Of logged runs: how it stands.' })
  readonly state?: LoggedState | null
  @Field(() => String, { nullable: true, description: 'With the state FAILED: why, in words.' })
  readonly failure?: string | null
  @Field(() => Int, {
    nullable: true,
    description: 'Of logged runs: first epoch with training error exactly 0.',
  })
  readonly interpolationEpoch?: number | null
}

@InputType({ description: 'Tags of training runs.' })
export class ChangeTagsInput {
  @Field(() => [ID], { description: 'The runs.' })
  readonly runIds!: string[]
  @Field(() => [String], { description: 'The tags.' })
  readonly tags!: string[]
}

@InputType({ description: 'Training runs to delete.' })
export class DeleteRunsInput {
  @Field(() => [ID], { description: 'The runs.' })
  readonly ids!: string[]
}

@InputType({ description: 'Training runs to bring back.' })
export class RestoreRunsInput {
  @Field(() => [ID], { description: 'The runs.' })
  readonly ids!: string[]
}
