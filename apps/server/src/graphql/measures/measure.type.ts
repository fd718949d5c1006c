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
  description: 'What the value of an option is.',
  valuesConfig: {
    INTEGER: { description: 'A whole number.' },
    INTEGERS: { description: 'Whole numbers, which may repeat: a list, or text as "1-3,7".' },
    NUMBER: { description: 'A number.' },
    CHOICE: { description: 'One of the choices.' },
  },
})

@ObjectType({ description: 'One option of a measure: enough for a form.' })
export class MeasureOption {
  readonly #record: OptionRecord

  constructor(record: OptionRecord) {
    this.#record = record
  }

  @Field(() => String, { description: 'Its key in the options of a request.' })
  name(): string {
    return this.#record.name
  }

  @Field(() => String, { description: 'What it does.' })
  description(): string {
    return this.#record.description
  }

  @Field(() => MeasureOptionKind, { description: 'What its value is.' })
  kind(): OptionRecord['kind'] {
    return this.#record.kind
  }

  @Field(() => Float, { nullable: true, description: 'Lowest value; null for a choice.' })
  minimum(): number | null {
    return this.#record.kind === 'choice' ? null : this.#record.minimum
  }

  @Field(() => Float, { nullable: true, description: 'Highest value; null for a choice.' })
  maximum(): number | null {
    return this.#record.kind === 'choice' ? null : this.#record.maximum
  }

  @Field(() => GraphQLJSON, { nullable: true, description: 'Value when not given; null: left out.' })
  default(): OptionRecord['default'] {
    return this.#record.default
  }

  @Field(() => [String], { nullable: true, description: 'What a choice chooses from; null for numbers.' })
  choices(): readonly string[] | null {
    return this.#record.kind === 'choice' ? this.#record.choices : null
  }
}

@ObjectType({ description: 'Something that can be computed on a representation.' })
export class Measure {
  readonly #record: MeasureRecord

  constructor(record: MeasureRecord) {
    this.#record = record
  }

  @Field(() => String, { description: 'Its name in requests, as "chunk-error".' })
  name(): string {
    return this.#record.id
  }

  @Field(() => Int, { description: 'Raised when the same input would give other numbers.' })
  version(): number {
    return this.#record.version
  }

  @Field(() => String, { description: 'For people.' })
  title(): string {
    return this.#record.title
  }

  @Field(() => String, { description: 'What is computed, with the source of the formula.' })
  summary(): string {
    return this.#record.summary
  }

  @Field(() => ResultShape, { description: 'What its results look like, and so how they are drawn.' })
  shape(): MeasureRecord['shape'] {
    return this.#record.shape
  }

  @Field(() => [String], {
    description:
      'Parts of a representation without which it cannot run: labels.test, features.train, labels.train, readout.',
  })
  needs(): readonly string[] {
    return this.#record.needs
  }

  @Field(() => [MeasureOption], { description: 'What can be chosen.' })
  options(): MeasureOption[] {
    return this.#record.options.map((option) => new MeasureOption(option))
  }
}

/** The measure of the catalogue; undefined for one that an older version had. */
export function findMeasure(name: string): Measure | undefined {
  const record = measures.find(({ id }) => id === name)
  return record && new Measure(record)
}
