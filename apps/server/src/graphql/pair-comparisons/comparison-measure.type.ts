import { comparisonMeasures } from '@mitoscope/lab'
import { Field, Int, ObjectType } from 'type-graphql'
import { MeasureOption } from '../measures/measure.type.ts'

type MeasureRecord = (typeof comparisonMeasures)[number]

@ObjectType({ description: 'One number that a comparison of two representations gives.' })
class ComparisonQuantity {
  @Field(() => String, { description: 'Its name among the scalars of a comparison, as "cka".' })
  readonly id!: string
  @Field(() => String, { description: 'For people.' })
  readonly label!: string
  @Field(() => String, {
    nullable: true,
    description:
      'The quantity that has this value when the two change places; null for one that is the same both ways.',
  })
  readonly mirror?: string | null
}

@ObjectType({ description: 'A way to compare two representations of the same inputs.' })
export class ComparisonMeasure {
  readonly #record: MeasureRecord

  constructor(record: MeasureRecord) {
    this.#record = record
  }

  @Field(() => String, { description: 'Its name in requests, as "cka".' })
  name(): string {
    return this.#record.id
  }

  @Field(() => Int, { description: 'Raised when the same inputs would give other numbers.' })
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

  @Field(() => [ComparisonQuantity], { description: 'The numbers that it gives.' })
  quantities(): readonly ComparisonQuantity[] {
    return this.#record.quantities
  }

  @Field(() => [MeasureOption], { description: 'What can be chosen.' })
  options(): MeasureOption[] {
    return this.#record.options.map((option) => new MeasureOption(option))
  }
}

/** The measure of the catalogue; undefined for one that an older version had. */
export function findComparisonMeasure(name: string): ComparisonMeasure | undefined {
  const record = comparisonMeasures.find(({ id }) => id === name)
  return record && new ComparisonMeasure(record)
}
