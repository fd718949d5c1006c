import { sweepOptions, type SweepOption } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, ID, InputType, Int } from 'type-graphql'
import { MeasureInput } from '../analyses/analysis.inputs.ts'
import { SafeInt } from '../safe-int.ts'

@InputType({
  description: 'Additional runs of a sweep outside the grid, trained for comparison at every width.',
})
export class ContrastInput {
  @Field(() => Float, { description: 'Weight decay of the additional runs, from 0 to 10.' })
  readonly weightDecay!: number
  @Field(() => [SafeInt], { description: 'Seeds of the additional runs, integers from 0 to 2147483647.' })
  readonly seeds!: number[]
}

@InputType({
  description:
    'Settings of a training. Omitted settings have the defaults that sweepOptions lists, together with the accepted ranges.',
})
export class TrainingSettings {
  @Field(() => String, { nullable: true, description: 'Name of a dataset in the catalogue.' })
  readonly dataset?: string | null
  @Field(() => Int, {
    nullable: true,
    description: 'Number of training images; the first ones of the split are used.',
  })
  readonly trainSize?: number | null
  @Field(() => Int, {
    nullable: true,
    description: 'Number of test images; the first ones of the split are used.',
  })
  readonly testSize?: number | null
  @Field(() => String, { nullable: true, description: 'Name of an architecture in the catalogue.' })
  readonly architecture?: string | null
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of hidden layers, from 1 to 16; accepted only by architectures that have this option.',
  })
  readonly hiddenLayers?: number | null
  @Field(() => Int, {
    nullable: true,
    description: 'Number of epochs, from 0 to 100,000. With 0 the network stays untrained.',
  })
  readonly epochs?: number | null
  @Field(() => Int, { nullable: true, description: 'Number of images per step.' })
  readonly batchSize?: number | null
  @Field(() => Float, { nullable: true, description: 'Learning rate of the first epoch.' })
  readonly learningRate?: number | null
  @Field(() => Float, { nullable: true, description: 'Momentum, from 0 to 1.' })
  readonly momentum?: number | null
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of epochs between evaluations. Epochs 1 to 5, checkpoints, the interpolation epoch and the last epoch are always evaluated.',
  })
  readonly evaluateEvery?: number | null
  @Field(() => [Int], {
    nullable: true,
    description:
      'Epochs after which the parameters are saved; the parameters of the last epoch are always saved.',
  })
  readonly checkpoints?: number[] | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Options of the architecture by name, listed in the catalogue; default: default of each option.',
  })
  readonly options?: Record<string, unknown> | null
}

// Advanced settings are described by the catalogue alone, so that a new one is an entry there.
for (const option of sweepOptions.filter(({ advanced }) => advanced)) {
  const settings = { nullable: true, description: describe(option) }
  Field(() => typeOf(option), settings)(TrainingSettings.prototype, option.name)
}

function describe(option: SweepOption): string {
  const use = option.use ? `; accepted only if ${option.use.name} is ${option.use.choices.join(' or ')}` : ''
  return `${option.title}: ${describeValues(option)}; default ${JSON.stringify(option.default)}${use}.`
}

function describeValues(option: SweepOption): string {
  if (option.kind === 'choice')
    return `one of ${option.choices.map((choice) => JSON.stringify(choice)).join(', ')}`
  const noun = { integer: 'an integer', number: 'a number', integers: 'integers', numbers: 'numbers' }
  return `${noun[option.kind]} from ${option.minimum} to ${option.maximum}`
}

function typeOf({ kind }: SweepOption) {
  if (kind === 'choice') return String
  const scalar = kind === 'integer' || kind === 'integers' ? Int : Float
  return kind === 'integers' || kind === 'numbers' ? [scalar] : scalar
}

@InputType({ description: 'Settings of a sweep.' })
export class SweepSettings extends TrainingSettings {
  @Field(() => [Int], { nullable: true, description: 'Widths to train, integers from 1 to 65,536.' })
  readonly widths?: number[] | null
  @Field(() => [SafeInt], {
    nullable: true,
    description: 'Seeds, integers from 0 to 2147483647; every width is trained with each seed.',
  })
  readonly seeds?: number[] | null
  @Field(() => [Float], {
    nullable: true,
    description: 'Weight decays, from 0 to 10; every width and seed is trained with each weight decay.',
  })
  readonly weightDecays?: number[] | null
  @Field(() => [ContrastInput], {
    nullable: true,
    description: 'Additional runs of every width outside the grid; default none.',
  })
  readonly contrasts?: ContrastInput[] | null
}

@InputType({ description: 'Model to train: an existing one by modelId, or one by name in a project.' })
export class ModelChoice {
  @Field(() => ID, {
    nullable: true,
    description: 'Global ID of the model. Its architecture and dataset must equal those of the settings.',
  })
  readonly modelId?: string | null
  @Field(() => ID, {
    nullable: true,
    description: 'Global ID of the project of the model; required and used only without modelId.',
  })
  readonly projectId?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the model in the project; case is ignored. A missing model is created. Default: name of the sweep, or "ARCHITECTURE on DATASET" for a single run.',
  })
  readonly modelName?: string | null
}

@InputType({ description: 'Sweep to start, with its model.' })
export class StartSweepInput extends ModelChoice {
  @Field(() => String, { description: 'Name of the sweep, 1 to 200 characters; need not be unique.' })
  readonly name!: string
  @Field(() => SweepSettings, {
    nullable: true,
    description: 'Settings of the sweep; defaults of sweepOptions if omitted.',
  })
  readonly settings?: SweepSettings | null
  @Field(() => [MeasureInput], {
    nullable: true,
    description: 'Analyses that start for every run as soon as it is trained; none if omitted.',
  })
  readonly analyses?: MeasureInput[] | null
  @Field(() => String, {
    nullable: true,
    description:
      'Idempotency key chosen by the client, unique in the project. A repeated call with the same key and input returns the existing sweep; other input is a CONFLICT.',
  })
  readonly clientKey?: string | null
}

@InputType({ description: 'Single run to train, with its model.' })
export class StartRunInput extends ModelChoice {
  @Field(() => String, {
    nullable: true,
    description: 'Name of the run, 1 to 200 characters; default made of width, seed and weight decay.',
  })
  readonly name?: string | null
  @Field(() => Int, { description: 'Number of neurons that feed the final linear layer, from 1 to 65,536.' })
  readonly width!: number
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Seed of the random numbers, an integer from 0 to 2147483647; default 0.',
  })
  readonly seed?: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Weight decay, from 0 to 10; default of sweepOptions if omitted.',
  })
  readonly weightDecay?: number | null
  @Field(() => TrainingSettings, {
    nullable: true,
    description: 'Settings of the training; defaults of sweepOptions if omitted.',
  })
  readonly settings?: TrainingSettings | null
  @Field(() => String, {
    nullable: true,
    description:
      'Idempotency key chosen by the client, at most 200 characters and unique in the project. A repeated call with the same key and settings returns the existing run; other settings are a CONFLICT.',
  })
  readonly clientKey?: string | null
}
