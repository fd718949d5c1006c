import type {
  Architecture as ArchitectureEntry,
  ArchitectureOption,
  Dataset as DatasetEntry,
  NamedRecipe,
  SweepOption as SettingOption,
} from '@mitoscope/lab'
import { GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Dataset', { implements: Node, description: 'Labelled images on which models are trained.' })
export class Dataset extends Node {
  readonly __typename = 'Dataset'
  readonly #entry: DatasetEntry
  override readonly id: string

  constructor(entry: DatasetEntry) {
    super()
    this.#entry = entry
    this.id = toGlobalId('Dataset', entry.id)
  }

  @Field(() => String, { description: 'What settings call it: "mnist".' })
  name(): string {
    return this.#entry.id
  }

  @Field(() => String, { description: 'For people.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, { description: 'What it is and where it was published.' })
  summary(): string {
    return this.#entry.summary
  }

  @Field(() => Int, { description: 'Number of classes.' })
  classes(): number {
    return this.#entry.classes
  }

  @Field(() => [Int], {
    description:
      'Height and width of an image in pixels; 1 and 1 for vectors. Of data of one’s own, what is assumed.',
  })
  shape(): number[] {
    return this.#entry.shape.slice(0, 2)
  }

  @Field(() => Int, {
    description: 'Values of a pixel: 1 for grey, 3 for colour; of vectors, all their values.',
  })
  channels(): number {
    return this.#entry.shape[2]
  }

  @Field(() => Boolean, {
    description:
      'Whether its files are in the folder that the lab was started with, as no package carries them.',
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
  description: 'Which values a setting takes.',
  valuesConfig: {
    CHOICE: { description: 'One of a list of texts.' },
    INTEGER: { description: 'A whole number.' },
    NUMBER: { description: 'A number.' },
    INTEGERS: { description: 'Distinct whole numbers.' },
    NUMBERS: { description: 'Distinct numbers.' },
    BOOLEAN: { description: 'true or false.' },
  },
})

@ObjectType({ description: 'With which choices of another setting a setting counts.' })
export class SweepOptionUse {
  @Field(() => String, { description: 'Name of the other setting.' })
  readonly name!: string
  @Field(() => [String], { description: 'With one of these it counts.' })
  readonly choices!: readonly string[]
}

@ObjectType({
  description: 'A setting of a sweep or an architecture, told so that a form can be built from it.',
})
export class SweepOption {
  readonly #option: Option

  constructor(option: Option) {
    this.#option = option
  }

  @Field(() => String, { description: 'Its name among the settings.' })
  name(): string {
    return this.#option.name
  }

  @Field(() => String, { description: 'Its label.' })
  title(): string {
    return this.#option.title
  }

  @Field(() => OptionKind, { description: 'Which values it takes.' })
  kind(): Option['kind'] {
    return this.#option.kind
  }

  @Field(() => [String], { nullable: true, description: 'The choices, where it is one.' })
  choices(): string[] | null {
    return 'choices' in this.#option ? [...this.#option.choices] : null
  }

  @Field(() => Float, { nullable: true, description: 'The smallest number allowed.' })
  minimum(): number | null {
    return 'minimum' in this.#option ? this.#option.minimum : null
  }

  @Field(() => Float, { nullable: true, description: 'The largest number allowed.' })
  maximum(): number | null {
    return 'maximum' in this.#option ? this.#option.maximum : null
  }

  @Field(() => Boolean, { description: 'Whether a list may be empty.' })
  optional(): boolean {
    return 'optional' in this.#option && this.#option.optional === true
  }

  @Field(() => Boolean, { description: 'Whether few need it: a form may fold it away.' })
  advanced(): boolean {
    return 'advanced' in this.#option && this.#option.advanced === true
  }

  @Field(() => SweepOptionUse, {
    nullable: true,
    description: 'With which choices of another setting it counts; null where it always does.',
  })
  use(): SweepOptionUse | null {
    return ('use' in this.#option && this.#option.use) || null
  }

  @Field(() => GraphQLJSON, {
    description: 'What it is when left out: a text, a number, a list of numbers, true or false.',
  })
  default(): unknown {
    return this.#option.default
  }
}

@ObjectType({ description: 'A kind of network that can be trained at any width.' })
export class Architecture {
  readonly #entry: ArchitectureEntry

  constructor(entry: ArchitectureEntry) {
    this.#entry = entry
  }

  @Field(() => String, { description: 'What settings call it: "fully-connected".' })
  name(): string {
    return this.#entry.id
  }

  @Field(() => String, { description: 'For people.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, { description: 'What it is, and which neurons its width counts.' })
  summary(): string {
    return this.#entry.summary
  }

  @Field(() => [SweepOption], { description: 'Settings of its own.' })
  options(): SweepOption[] {
    return this.#entry.options.map((option) => new SweepOption(option))
  }
}

@ObjectType({ description: 'Settings of a sweep under a name, from which single ones can be changed.' })
export class SweepRecipe {
  readonly #entry: NamedRecipe

  constructor(entry: NamedRecipe) {
    this.#entry = entry
  }

  @Field(() => String, { description: 'What commands call it: "cifar".' })
  name(): string {
    return this.#entry.id
  }

  @Field(() => String, { description: 'For people.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, { description: 'What it is for, and where its numbers come from.' })
  summary(): string {
    return this.#entry.summary
  }

  @Field(() => GraphQLJSONObject, {
    description: 'What it sets, by the names of SweepSettings; all else has its default.',
  })
  settings(): object {
    return this.#entry.settings
  }
}

@ObjectType({ description: 'A format of files that representations are read from.' })
export class FileFormat {
  @Field(() => String, { description: 'For people.' })
  readonly title!: string
  @Field(() => [String], {
    description: 'How the names of such files end, in capitals or not: with its dot, as ".npz".',
  })
  readonly extensions!: readonly string[]
}
