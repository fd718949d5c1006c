import type { LoggedState } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { RunParentInput } from './run-parent.types.ts'

const LoggedRunState = {
  LOGGED: 'logged',
  FINISHED: 'finished',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const satisfies Record<string, LoggedState>
registerEnumType(LoggedRunState, {
  name: 'LoggedRunState',
  description: 'State that a script can give to its run.',
  valuesConfig: {
    LOGGED: { description: 'The run continues.' },
    FINISHED: { description: 'The run ended without an error.' },
    FAILED: { description: 'The run ended with an error.' },
    CANCELLED: { description: 'The run was stopped before its end.' },
  },
})

@InputType({ description: 'Training run that a script logs.' })
export class CreateRunInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Global ID of the model that the run trains. Give either modelId or modelName; both together are rejected.',
  })
  readonly modelId?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the model in its project, at most 200 characters; case is ignored. A missing model is created, with the architecture and dataset "unknown" where they are not given.',
  })
  readonly modelName?: string | null
  @Field(() => ID, {
    nullable: true,
    description:
      'Global ID of the project of the named model. Give at most one of projectId and projectName.',
  })
  readonly projectId?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the project of the named model; default "Default". A missing project is created if the caller is a site administrator.',
  })
  readonly projectName?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Architecture of the model. A mismatch with an existing model is a CONFLICT.',
  })
  readonly architecture?: string | null
  @Field(() => Int, {
    description: 'Number of neurons that feed the final linear layer, from 1 to 2147483647.',
  })
  readonly width!: number
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Seed of the random numbers, an integer within ±(2^53 − 1); null if unknown.',
  })
  readonly seed?: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Weight decay, the factor of the L2 penalty on the parameters, at least 0; null if unknown.',
  })
  readonly weightDecay?: number | null
  @Field(() => String, {
    nullable: true,
    description: 'Name of the dataset, at most 200 characters; default: dataset of the model.',
  })
  readonly dataset?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the run, at most 200 characters; default made of width, seed and weight decay, for example "w0064-s0-wd0.002".',
  })
  readonly name?: string | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Configuration of the run as a JSON object of at most 1,000,000 characters and 50 levels; default {}.',
  })
  readonly config?: Record<string, unknown> | null
  @Field(() => String, {
    nullable: true,
    description: 'Notes as free text of at most 100,000 characters; default empty.',
  })
  readonly notes?: string | null
  @Field(() => [String], {
    nullable: true,
    description: 'Tags of the run: at most 100, each of 1 to 100 characters; default none.',
  })
  readonly tags?: string[] | null
  @Field(() => String, {
    nullable: true,
    description:
      'Idempotency key chosen by the client, at most 200 characters and unique in the project. A repeated call with the same key and input returns the existing run; other input is a CONFLICT.',
  })
  readonly clientKey?: string | null
  @Field(() => Int, {
    nullable: true,
    description:
      'Longest time between two heartbeats or points, in seconds, from 10 to 604,800 (a week); default 86,400 (a day). After twice this time without either, and at least 60 s, the run becomes CRASHED.',
  })
  readonly heartbeatSeconds?: number | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Environment of the run as a JSON object, for example git commit, command, host and packages: kept apart from the configuration, so it never splits groups; default {}. Not compared when the client key is used again.',
  })
  readonly environment?: Record<string, unknown> | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the group of the run, at most 200 characters; default none. Not compared when the client key is used again.',
  })
  readonly group?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Kind of job, for example "train" or "eval", at most 200 characters; default none. Not compared when the client key is used again.',
  })
  readonly jobType?: string | null
  @Field(() => RunParentInput, {
    nullable: true,
    description:
      'Run that this one belongs to; default none. Not compared when the client key is used again.',
  })
  readonly parent?: RunParentInput | null
}

@InputType({ description: 'Changes of a training run. Fields that are omitted or null keep their values.' })
export class UpdateRunInput {
  @Field(() => ID, { description: 'Global ID of the run.' })
  readonly id!: string
  @Field(() => String, {
    nullable: true,
    description: 'New name of the run, 1 to 200 characters; need not be unique.',
  })
  readonly name?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'New notes as free text of at most 100,000 characters.',
  })
  readonly notes?: string | null
  @Field(() => [String], {
    nullable: true,
    description: 'New tags of the run, in place of its tags: at most 100, each of 1 to 100 characters.',
  })
  readonly tags?: string[] | null
  @Field(() => Int, {
    nullable: true,
    description:
      'Corrected width, from 1 to 2147483647; means and claims over widths follow. Rejected unless the run is logged, and if a representation of its last hidden layer has another width.',
  })
  readonly width?: number | null
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Corrected seed, an integer within ±(2^53 − 1). Rejected unless the run is logged.',
  })
  readonly seed?: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Corrected weight decay, at least 0. Rejected unless the run is logged.',
  })
  readonly weightDecay?: number | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Changes that are merged into the configuration by RFC 7396: a null value removes a key. Rejected unless the run is logged.',
  })
  readonly config?: Record<string, unknown> | null
  @Field(() => LoggedRunState, {
    nullable: true,
    description: 'New state of the run. Rejected unless the run is logged.',
  })
  readonly state?: LoggedState | null
  @Field(() => String, {
    nullable: true,
    description: 'Reason of the failure in words; used only with the state FAILED.',
  })
  readonly failure?: string | null
  @Field(() => Int, {
    nullable: true,
    description: 'First evaluated epoch with training error exactly 0. Rejected unless the run is logged.',
  })
  readonly interpolationEpoch?: number | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Changes that are merged into the environment by RFC 7396: a null value removes a key. Rejected unless the run is logged.',
  })
  readonly environment?: Record<string, unknown> | null
  @Field(() => String, {
    nullable: true,
    description: 'New group of the run; an empty text removes it.',
  })
  readonly group?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'New kind of job; an empty text removes it.',
  })
  readonly jobType?: string | null
  @Field(() => RunParentInput, {
    nullable: true,
    description: 'New parent of the run, of the same project.',
  })
  readonly parent?: RunParentInput | null
}

/** Creates the input of a mutation on the tags of runs. */
function createTagsInput(mutation: string, description: string, tags: string) {
  @InputType(`${mutation}Input`, { description })
  class TagsInput {
    @Field(() => [ID], { description: 'Global IDs of the runs, at most 10,000.' })
    readonly ids!: string[]
    @Field(() => [String], { description: `${tags}: at most 100, each of 1 to 100 characters.` })
    readonly tags!: string[]
  }
  return TagsInput
}

/** Runs and tags, as setTags, addTags and removeTags take them. */
export interface TagsInput {
  readonly ids: string[]
  readonly tags: string[]
}

export const SetTagsInput = createTagsInput(
  'SetTags',
  'Training runs and their new tags.',
  'New tags of the runs',
)
export const AddTagsInput = createTagsInput('AddTags', 'Training runs and the tags to add.', 'Tags to add')
export const RemoveTagsInput = createTagsInput(
  'RemoveTags',
  'Training runs and the tags to remove.',
  'Tags to remove',
)

@InputType({ description: 'Training runs to delete.' })
export class DeleteRunsInput {
  @Field(() => [ID], { description: 'Global IDs of the runs, at most 10,000.' })
  readonly ids!: string[]
}

@InputType({ description: 'Training runs to restore.' })
export class RestoreRunsInput {
  @Field(() => [ID], { description: 'Global IDs of the runs, at most 10,000.' })
  readonly ids!: string[]
}

@InputType({ description: 'Logged runs whose scripts are alive.' })
export class SendHeartbeatInput {
  @Field(() => [ID], {
    description: 'Global IDs of the runs, at most 10,000. A run that was trained here is a CONFLICT.',
  })
  readonly ids!: string[]
}

const FinalRunState = { FINISHED: 'finished', FAILED: 'failed' } as const
registerEnumType(FinalRunState, {
  name: 'FinalRunState',
  description: 'Final state of a logged run.',
  valuesConfig: {
    FINISHED: { description: 'The run ended without an error.' },
    FAILED: { description: 'The run ended with an error.' },
  },
})

@InputType({ description: 'End of a logged run.' })
export class FinishRunInput {
  @Field(() => ID, { description: 'Global ID of the run.' })
  readonly id!: string
  @Field(() => FinalRunState, { description: 'Final state of the run.' })
  readonly state!: 'finished' | 'failed'
  @Field(() => String, {
    nullable: true,
    description:
      'Reason of the failure in words, at most 100,000 characters. Rejected with the state FINISHED.',
  })
  readonly reason?: string | null
}

@InputType({ description: 'Logged run to resume.' })
export class ResumeRunInput {
  @Field(() => ID, { description: 'Global ID of the run.' })
  readonly id!: string
  @Field(() => SafeInt, {
    description:
      'First step that the script logs again, an integer from 0 to 2^53 − 1. Points from this step on are cut off.',
  })
  readonly fromStep!: number
}
