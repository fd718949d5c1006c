import { sweepOptions, type SweepOption } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'Runs beside the grid of a sweep, to be set against it.' })
export class ContrastInput {
  @Field(() => Float, { description: 'Their weight decay.' })
  readonly weightDecay!: number
  @Field(() => [Float], { description: 'Their seeds.' })
  readonly seeds!: number[]
}

@InputType({
  description:
    'How runs are trained. What is left out has the default that sweepOptions tells, as are the ranges.',
})
export class TrainingSettings {
  @Field(() => String, { nullable: true, description: 'Id in the catalogue of datasets.' })
  readonly dataset?: string | null
  @Field(() => Int, { nullable: true, description: 'The first so many training images are used.' })
  readonly trainSize?: number | null
  @Field(() => Int, { nullable: true, description: 'The first so many test images are used.' })
  readonly testSize?: number | null
  @Field(() => String, { nullable: true, description: 'Id in the catalogue of architectures.' })
  readonly architecture?: string | null
  @Field(() => Int, { nullable: true, description: 'Number of hidden layers.' })
  readonly hiddenLayers?: number | null
  @Field(() => Int, { nullable: true, description: 'Number of epochs.' })
  readonly epochs?: number | null
  @Field(() => Int, { nullable: true, description: 'Images per step.' })
  readonly batchSize?: number | null
  @Field(() => Float, { nullable: true, description: 'Learning rate of the first epoch.' })
  readonly learningRate?: number | null
  @Field(() => Float, { nullable: true, description: 'Momentum.' })
  readonly momentum?: number | null
  @Field(() => Int, { nullable: true, description: 'Every so many epochs are evaluated.' })
  readonly evaluateEvery?: number | null
  @Field(() => [Int], { nullable: true, description: 'Epochs whose parameters are kept, beside the last.' })
  readonly checkpoints?: number[] | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Options of the architecture, as its entry of the catalogue tells them.',
  })
  readonly options?: Record<string, unknown> | null
}

// What few need is told by the catalogue alone, so that a new setting is an entry there.
for (const option of sweepOptions.filter(({ advanced }) => advanced)) {
  const settings = { nullable: true, description: describe(option) }
  Field(() => typeOf(option), settings)(TrainingSettings.prototype, option.name)
}

function describe(option: SweepOption): string {
  const choices = 'choices' in option ? `: ${option.choices.map((choice) => `"${choice}"`).join(', ')}` : ''
  const use = option.use ? `; counts where ${option.use.name} is ${option.use.choices.join(' or ')}` : ''
  return `${option.title}${choices}${use}.`
}

function typeOf({ kind }: SweepOption) {
  if (kind === 'choice') return String
  const scalar = kind === 'integer' || kind === 'integers' ? Int : Float
  return kind === 'integers' || kind === 'numbers' ? [scalar] : scalar
}

@InputType({ description: 'The settings of a sweep.' })
export class SweepSettings extends TrainingSettings {
  @Field(() => [Int], { nullable: true, description: 'The widths.' })
  readonly widths?: number[] | null
  @Field(() => [Float], { nullable: true, description: 'The seeds: every width is trained with each.' })
  readonly seeds?: number[] | null
  @Field(() => [Float], { nullable: true, description: 'The weight decays: every seed is trained at each.' })
  readonly weightDecays?: number[] | null
  @Field(() => [ContrastInput], {
    nullable: true,
    description: 'Further runs of every width; none by default.',
  })
  readonly contrasts?: ContrastInput[] | null
}

@InputType({ description: 'A measure to compute.' })
export class RequestedAnalysisInput {
  @Field(() => String, { description: 'Id of the measure.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'Its options; defaults where left out.' })
  readonly options?: Record<string, unknown> | null
}

@InputType({ description: 'Which model is trained: one there is, or one by name in a project.' })
export class ModelChoice {
  @Field(() => ID, { nullable: true, description: 'Id of the model …' })
  readonly modelId?: string | null
  @Field(() => ID, { nullable: true, description: '… or of the project in which it is or will be.' })
  readonly projectId?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Its name in the project: it is made if there is none of it. By default that of the sweep.',
  })
  readonly modelName?: string | null
}

@InputType({ description: 'A sweep to start.' })
export class StartSweepInput extends ModelChoice {
  @Field(() => String, { description: 'For people; at most 200 characters.' })
  readonly name!: string
  @Field(() => SweepSettings, { nullable: true, description: 'Its settings.' })
  readonly settings?: SweepSettings | null
  @Field(() => [RequestedAnalysisInput], {
    nullable: true,
    description: 'Computed of every run as soon as it is trained.',
  })
  readonly analyses?: RequestedAnalysisInput[] | null
  @Field(() => String, {
    nullable: true,
    description:
      'Your own: the same key in the same project again starts nothing and returns the sweep there is.',
  })
  readonly clientKey?: string | null
}

@InputType({ description: 'A single run to train.' })
export class StartRunInput extends ModelChoice {
  @Field(() => String, { nullable: true, description: 'For people; made of its settings when not given.' })
  readonly name?: string | null
  @Field(() => Int, { description: 'The width.' })
  readonly width!: number
  @Field(() => Float, { nullable: true, description: 'The seed, a whole number; 0 when not given.' })
  readonly seed?: number | null
  @Field(() => Float, { nullable: true, description: 'The weight decay.' })
  readonly weightDecay?: number | null
  @Field(() => TrainingSettings, { nullable: true, description: 'How it is trained.' })
  readonly settings?: TrainingSettings | null
  @Field(() => String, {
    nullable: true,
    description:
      'Your own: the same key in the same project again starts nothing and returns the run there is.',
  })
  readonly clientKey?: string | null
}
