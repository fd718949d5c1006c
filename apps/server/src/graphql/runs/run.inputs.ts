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
  @Field(() => ID, { nullable: true, description: 'Model that it trains; or else give modelName.' })
  readonly modelId?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the model in its project, at most 200 characters. A model that is absent is made, of the architecture and dataset.',
  })
  readonly modelName?: string | null
  @Field(() => ID, { nullable: true, description: 'Project of the named model; or else give projectName.' })
  readonly projectId?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the project of the named model, "Default" when not given. Site administrators make one that is absent.',
  })
  readonly projectName?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Architecture of the model. A model that is there must have it.',
  })
  readonly architecture?: string | null
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
    description:
      'Key of your choice, unique in the project: the same input again under it answers with the same run, other input is a CONFLICT.',
  })
  readonly clientKey?: string | null
  @Field(() => Int, {
    nullable: true,
    description:
      'Longest time in seconds between two signs of life (points or heartbeats), 10 to 604,800; 86,400 when not given. ' +
      'After twice that time, and no less than a minute, the run counts as CRASHED.',
  })
  readonly heartbeatSeconds?: number | null
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

@InputType({ description: 'Logged runs whose scripts are alive.' })
export class SendHeartbeatInput {
  @Field(() => [ID], { description: 'Ids of the runs.' })
  readonly runIds!: string[]
}

const FinalRunState = { FINISHED: 'finished', FAILED: 'failed' } as const
registerEnumType(FinalRunState, {
  name: 'FinalRunState',
  description: 'End of a logged run.',
  valuesConfig: {
    FINISHED: { description: 'It is done.' },
    FAILED: { description: 'It ended with an error.' },
  },
})

@InputType({ description: 'End of a logged run.' })
export class FinishRunInput {
  @Field(() => ID, { description: 'Id of the run.' })
  readonly id!: string
  @Field(() => FinalRunState, { description: 'State in which it ended.' })
  readonly state!: 'finished' | 'failed'
  @Field(() => String, { nullable: true, description: 'Reason in words, with the state FAILED.' })
  readonly reason?: string | null
}

@InputType({ description: 'Logged run that goes on from a step.' })
export class ResumeRunInput {
  @Field(() => ID, { description: 'Id of the run.' })
  readonly id!: string
  @Field(() => Float, {
    description:
      'First step that is logged anew, a whole number from 0: the points from there on are cut off.',
  })
  readonly fromStep!: number
}
