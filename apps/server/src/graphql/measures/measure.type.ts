import { measures } from '@mitoscope/lab'
import { GraphQLJSON } from 'graphql-scalars'
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ResultShape } from '../analyses/result-shape.ts'

type MeasureRecord = (typeof measures)[number]
type OptionRecord = MeasureRecord['options'][number]

const MeasureOptionKind = {
  INTEGER: 'integer',
  INTEGERS: 'integers',
  NUMBER: 'number',
  CHOICE: 'choice',
} as const
registerEnumType(MeasureOptionKind, {
  name: 'MeasureOptionKind',
  description: 'Type of the value of an option.',
  valuesConfig: {
    INTEGER: { description: 'A single integer.' },
    INTEGERS: { description: 'Integers with possible repetitions: a list, or text such as "1-3,7".' },
    NUMBER: { description: 'A single floating-point number.' },
    CHOICE: { description: 'One of a list of texts.' },
  },
})

@ObjectType({ description: 'Option of a measure, with enough information to build a form field.' })
export class MeasureOption {
  readonly #record: OptionRecord

  constructor(record: OptionRecord) {
    this.#record = record
  }

  @Field(() => String, { description: 'Key of the option in the options of a request.' })
  name(): string {
    return this.#record.name
  }

  @Field(() => String, { description: 'Effect of the option.' })
  description(): string {
    return this.#record.description
  }

  @Field(() => MeasureOptionKind, { description: 'Type of the value.' })
  kind(): OptionRecord['kind'] {
    return this.#record.kind
  }

  @Field(() => Float, { nullable: true, description: 'Lowest accepted value; null for a choice.' })
  minimum(): number | null {
    return this.#record.kind === 'choice' ? null : this.#record.minimum
  }

  @Field(() => Float, { nullable: true, description: 'Highest accepted value; null for a choice.' })
  maximum(): number | null {
    return this.#record.kind === 'choice' ? null : this.#record.maximum
  }

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Value if the option is omitted; null if it then has no value.',
  })
  default(): OptionRecord['default'] {
    return this.#record.default
  }

  @Field(() => [String], { nullable: true, description: 'Accepted texts of a choice; null for numbers.' })
  choices(): readonly string[] | null {
    return this.#record.kind === 'choice' ? this.#record.choices : null
  }
}

@ObjectType({ description: 'Measure that can be computed on a representation.' })
export class Measure {
  readonly #record: MeasureRecord

  constructor(record: MeasureRecord) {
    this.#record = record
  }

  @Field(() => String, { description: 'Name of the measure in requests, for example "chunk-error".' })
  name(): string {
    return this.#record.id
  }

  @Field(() => Int, {
    description: 'Version of the measure, raised whenever the same input gives different numbers.',
  })
  version(): number {
    return this.#record.version
  }

  @Field(() => String, { description: 'Human-readable title of the measure.' })
  title(): string {
    return this.#record.title
  }

  @Field(() => String, {
    description: 'Definition of the measure in a few sentences, with the source of the formula.',
  })
  summary(): string {
    return this.#record.summary
  }

  @Field(() => ResultShape, { description: 'Shape of the results, which decides how they are drawn.' })
  shape(): MeasureRecord['shape'] {
    return this.#record.shape
  }

  @Field(() => [String], {
    description:
      'Required parts of the representation: "labels.test", "features.train", "labels.train" or "readout".',
  })
  needs(): readonly string[] {
    return this.#record.needs
  }

  @Field(() => [MeasureOption], { description: 'Options of the measure.' })
  options(): MeasureOption[] {
    return this.#record.options.map((option) => new MeasureOption(option))
  }
}

/** Finds a measure of the catalogue by its name; undefined for one that only an older version had. */
export function findMeasure(name: string): Measure | undefined {
  const record = measures.find(({ id }) => id === name)
  return record && new Measure(record)
}
