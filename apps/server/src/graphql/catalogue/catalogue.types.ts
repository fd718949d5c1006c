import type {
  Architecture as ArchitectureEntry,
  ArchitectureOption,
  Dataset as DatasetEntry,
  Preset,
  SweepOption as SettingOption,
} from '@mitoscope/lab'
import { GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Dataset', {
  implements: Node,
  description: 'Dataset of labelled images or vectors on which models are trained.',
})
export class Dataset extends Node {
  readonly __typename = 'Dataset'
  readonly #entry: DatasetEntry
  override readonly id: string

  constructor(entry: DatasetEntry) {
    super()
    this.#entry = entry
    this.id = toGlobalId('Dataset', entry.id)
  }

  @Field(() => String, { description: 'Name of the dataset in settings, for example "mnist".' })
  name(): string {
    return this.#entry.id
  }

  @Field(() => String, { description: 'Human-readable title of the dataset.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, { description: 'Description of the dataset with its source.' })
  summary(): string {
    return this.#entry.summary
  }

  @Field(() => Int, { description: 'Number of classes.' })
  classes(): number {
    return this.#entry.classes
  }

  @Field(() => [Int], {
    description:
      'Height and width of an image in pixels; 1 and 1 for vectors. For data of the user, the assumed size.',
  })
  shape(): number[] {
    return this.#entry.shape.slice(0, 2)
  }

  @Field(() => Int, {
    description: 'Number of values per pixel: 1 for grey, 3 for colour images; for vectors, their length.',
  })
  channels(): number {
    return this.#entry.shape[2]
  }

  @Field(() => Boolean, {
    description: 'True if the files must be in the data folder of the lab, because no package contains them.',
  })
  needsFolder(): boolean {
    const { origin } = this.#entry
    if (origin.kind === 'files') return !origin.packaged && !origin.fetched
    return origin.kind !== 'drawn'
  }

  @Field(() => Int, { description: 'Number of training images.' })
  trainSize(): number {
    return this.#entry.trainSize
  }

  @Field(() => Int, { description: 'Number of test images.' })
  testSize(): number {
    return this.#entry.testSize
  }
}

export const OptionKind = {
  CHOICE: 'choice',
  INTEGER: 'integer',
  NUMBER: 'number',
  INTEGERS: 'integers',
  NUMBERS: 'numbers',
  BOOLEAN: 'boolean',
} as const

type Option = SettingOption | ArchitectureOption

registerEnumType(OptionKind, {
  name: 'SweepOptionKind',
  description: 'Type of the value of a setting.',
  valuesConfig: {
    CHOICE: { description: 'One of a list of texts.' },
    INTEGER: { description: 'A single integer.' },
    NUMBER: { description: 'A single floating-point number.' },
    INTEGERS: { description: 'A list of distinct integers.' },
    NUMBERS: { description: 'A list of distinct floating-point numbers.' },
    BOOLEAN: { description: 'Boolean: true or false.' },
  },
})

@ObjectType({ description: 'Condition under which a setting applies.' })
export class SweepOptionUse {
  @Field(() => String, { description: 'Name of the other setting that the condition is about.' })
  readonly name!: string
  @Field(() => [String], { description: 'Values of the other setting with which this setting applies.' })
  readonly choices!: readonly string[]
}

@ObjectType({
  description:
    'Setting of a sweep or option of an architecture, with enough information to build a form field.',
})
export class SweepOption {
  readonly #option: Option

  constructor(option: Option) {
    this.#option = option
  }

  @Field(() => String, { description: 'Name of the setting.' })
  name(): string {
    return this.#option.name
  }

  @Field(() => String, { description: 'Human-readable label of the setting.' })
  title(): string {
    return this.#option.title
  }

  @Field(() => OptionKind, { description: 'Type of the value.' })
  kind(): Option['kind'] {
    return this.#option.kind
  }

  @Field(() => [String], { nullable: true, description: 'Accepted texts of a choice; null for other types.' })
  choices(): string[] | null {
    return 'choices' in this.#option ? [...this.#option.choices] : null
  }

  @Field(() => Float, { nullable: true, description: 'Lowest accepted number; null for texts and booleans.' })
  minimum(): number | null {
    return 'minimum' in this.#option ? this.#option.minimum : null
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Highest accepted number; null for texts and booleans.',
  })
  maximum(): number | null {
    return 'maximum' in this.#option ? this.#option.maximum : null
  }

  @Field(() => Boolean, { description: 'True if a list may be empty.' })
  optional(): boolean {
    return 'optional' in this.#option && this.#option.optional === true
  }

  @Field(() => Boolean, {
    description: 'True for a setting that is rarely needed; a form may hide it by default.',
  })
  advanced(): boolean {
    return 'advanced' in this.#option && this.#option.advanced === true
  }

  @Field(() => SweepOptionUse, {
    nullable: true,
    description: 'Condition under which the setting applies; null if it always applies.',
  })
  use(): SweepOptionUse | null {
    return ('use' in this.#option && this.#option.use) || null
  }

  @Field(() => GraphQLJSON, {
    description: 'Value if the setting is omitted: a text, a number, a list of numbers or a boolean.',
  })
  default(): unknown {
    return this.#option.default
  }
}

@ObjectType({ description: 'Network architecture that can be trained at any width.' })
export class Architecture {
  readonly #entry: ArchitectureEntry

  constructor(entry: ArchitectureEntry) {
    this.#entry = entry
  }

  @Field(() => String, {
    description: 'Name of the architecture in settings, for example "fully-connected".',
  })
  name(): string {
    return this.#entry.id
  }

  @Field(() => String, { description: 'Human-readable title of the architecture.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, {
    description: 'Description of the network and of the layer whose neurons the width counts.',
  })
  summary(): string {
    return this.#entry.summary
  }

  @Field(() => [SweepOption], { description: 'Options of the architecture.' })
  options(): SweepOption[] {
    return this.#entry.options.map((option) => new SweepOption(option))
  }
}

@ObjectType({ description: 'Named preset of sweep settings; single settings can be overridden.' })
export class SweepRecipe {
  readonly #entry: Preset

  constructor(entry: Preset) {
    this.#entry = entry
  }

  @Field(() => String, { description: 'Name of the preset in commands, for example "cifar".' })
  name(): string {
    return this.#entry.id
  }

  @Field(() => String, { description: 'Human-readable title of the preset.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, { description: 'Purpose of the preset and source of its numbers.' })
  summary(): string {
    return this.#entry.summary
  }

  @Field(() => GraphQLJSONObject, {
    description: 'Settings of the preset, by the names of SweepSettings; all others have their defaults.',
  })
  settings(): object {
    return this.#entry.settings
  }
}

@ObjectType({ description: 'File format that representations can be imported from.' })
export class FileFormat {
  @Field(() => String, { description: 'Human-readable title of the format.' })
  readonly title!: string
  @Field(() => [String], {
    description: 'File name extensions with their dot, for example ".npz"; case is ignored.',
  })
  readonly extensions!: readonly string[]
}
