import { Field, ObjectType } from 'type-graphql'
import { TrainingRun } from './run.type.ts'

@ObjectType({ description: 'What createRun did.' })
export class CreateRunPayload {
  @Field(() => TrainingRun, { description: 'The run, new or of the same key.' })
  readonly run!: TrainingRun
}

@ObjectType({ description: 'What updateRun did.' })
export class UpdateRunPayload {
  @Field(() => TrainingRun, { description: 'The run as it is now.' })
  readonly run!: TrainingRun
}

@ObjectType({ description: 'What setTags, addTags or removeTags did.' })
export class ChangeTagsPayload {
  @Field(() => [TrainingRun], { description: 'The runs, with the tags that they have now.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'What deleteRuns did.' })
export class DeleteRunsPayload {
  @Field(() => [TrainingRun], { description: 'The deleted runs, which restoreRuns brings back.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'What restoreRuns did.' })
export class RestoreRunsPayload {
  @Field(() => [TrainingRun], { description: 'The runs as they are again.' })
  readonly runs!: TrainingRun[]
}
