import { Field, Float, ID, InputType, registerEnumType } from 'type-graphql'
import { DateTime } from './date-time.ts'

export const Deleted = { EXCLUDE: 'exclude', INCLUDE: 'include', ONLY: 'only' } as const
registerEnumType(Deleted, {
  name: 'Deleted',
  description: 'Selection of soft-deleted records, which can be restored until a purge removes them.',
  valuesConfig: {
    EXCLUDE: { description: 'Excludes deleted records and the records that belong to them.' },
    INCLUDE: { description: 'Includes deleted records.' },
    ONLY: { description: 'Lists deleted records alone.' },
  },
})

export const Direction = { ASC: 'asc', DESC: 'desc' } as const
registerEnumType(Direction, {
  name: 'Direction',
  description: 'Direction of an order. Missing values come last in both directions.',
  valuesConfig: {
    ASC: { description: 'Lowest value first.' },
    DESC: { description: 'Highest value first.' },
  },
})

@InputType({
  description:
    'Conditions on a number; all given conditions must hold. A missing value satisfies only ne, notIn and missing.',
})
export class NumberFilter {
  @Field(() => Float, { nullable: true, description: 'Matches this number.' })
  readonly eq?: number | null
  @Field(() => Float, { nullable: true, description: 'Matches any other number and a missing value.' })
  readonly ne?: number | null
  @Field(() => [Float], { nullable: true, description: 'Matches one of these numbers.' })
  readonly in?: number[] | null
  @Field(() => [Float], { nullable: true, description: 'Matches none of these numbers, or a missing value.' })
  readonly notIn?: number[] | null
  @Field(() => Float, { nullable: true, description: 'Matches smaller numbers.' })
  readonly lt?: number | null
  @Field(() => Float, { nullable: true, description: 'Matches smaller or equal numbers.' })
  readonly lte?: number | null
  @Field(() => Float, { nullable: true, description: 'Matches larger numbers.' })
  readonly gt?: number | null
  @Field(() => Float, { nullable: true, description: 'Matches larger or equal numbers.' })
  readonly gte?: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches a missing value, false matches any value.',
  })
  readonly missing?: boolean | null
}

@InputType({
  description:
    'Conditions on a text; all given conditions must hold. A missing value satisfies only ne, notIn and missing.',
})
export class TextFilter {
  @Field(() => String, { nullable: true, description: 'Matches this text, case-sensitively.' })
  readonly eq?: string | null
  @Field(() => String, { nullable: true, description: 'Matches any other text and a missing value.' })
  readonly ne?: string | null
  @Field(() => [String], { nullable: true, description: 'Matches one of these texts, case-sensitively.' })
  readonly in?: string[] | null
  @Field(() => [String], { nullable: true, description: 'Matches none of these texts, or a missing value.' })
  readonly notIn?: string[] | null
  @Field(() => String, { nullable: true, description: 'Matches texts that contain this one, ignoring case.' })
  readonly contains?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Matches texts that begin with this one, ignoring case.',
  })
  readonly startsWith?: string | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches a missing value, false matches any value.',
  })
  readonly missing?: boolean | null
}

@InputType({
  description: 'Conditions on a time; all given conditions must hold. A missing time satisfies only missing.',
})
export class TimeFilter {
  @Field(() => DateTime, { nullable: true, description: 'Matches earlier times.' })
  readonly lt?: Date | null
  @Field(() => DateTime, { nullable: true, description: 'Matches this time and earlier ones.' })
  readonly lte?: Date | null
  @Field(() => DateTime, { nullable: true, description: 'Matches later times.' })
  readonly gt?: Date | null
  @Field(() => DateTime, { nullable: true, description: 'Matches this time and later ones.' })
  readonly gte?: Date | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches a missing time, false matches any time.',
  })
  readonly missing?: boolean | null
}

@InputType({
  description:
    'Conditions on the ID of a related object; all given conditions must hold. A missing object satisfies only ne, notIn and missing.',
})
export class IdFilter {
  @Field(() => ID, { nullable: true, description: 'Matches this global ID.' })
  readonly eq?: string | null
  @Field(() => ID, { nullable: true, description: 'Matches any other ID and a missing object.' })
  readonly ne?: string | null
  @Field(() => [ID], { nullable: true, description: 'Matches one of these global IDs.' })
  readonly in?: string[] | null
  @Field(() => [ID], {
    nullable: true,
    description: 'Matches none of these global IDs, or a missing object.',
  })
  readonly notIn?: string[] | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches a missing object, false matches any object.',
  })
  readonly missing?: boolean | null
}
