import { comparisonMeasures } from '@mitoscope/lab'
import { Field, Int, ObjectType } from 'type-graphql'
import { MeasureOption } from '../measures/measure.type.ts'

type MeasureRecord = (typeof comparisonMeasures)[number]

@ObjectType({ description: 'One number in the result of a comparison of two representations.' })
class ComparisonQuantity {
  @Field(() => String, {
    name: 'name',
    description: 'Name of the number among the scalars of a comparison, for example "cka".',
  })
  readonly id!: string
  @Field(() => String, { name: 'title', description: 'Human-readable title of the number.' })
  readonly label!: string
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the number that has this value if the two representations are swapped; null for a symmetric number.',
  })
  readonly mirror?: string | null
}

@ObjectType({ description: 'Measure that compares two representations of the same inputs.' })
export class ComparisonMeasure {
  readonly #record: MeasureRecord

  constructor(record: MeasureRecord) {
    this.#record = record
  }

  @Field(() => String, { description: 'Name of the measure in requests, for example "cka".' })
  name(): string {
    return this.#record.id
  }

  @Field(() => Int, {
    description: 'Version of the measure, raised whenever the same inputs give different numbers.',
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

  @Field(() => [ComparisonQuantity], { description: 'Numbers in the result.' })
  quantities(): readonly ComparisonQuantity[] {
    return this.#record.quantities
  }

  @Field(() => [MeasureOption], { description: 'Options of the measure.' })
  options(): MeasureOption[] {
    return this.#record.options.map((option) => new MeasureOption(option))
  }
}

/** Finds a measure of the catalogue by its name; undefined for one that only an older version had. */
export function findComparisonMeasure(name: string): ComparisonMeasure | undefined {
  const record = comparisonMeasures.find(({ id }) => id === name)
  return record && new ComparisonMeasure(record)
}
