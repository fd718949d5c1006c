import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, Float, ID, InputType, registerEnumType } from 'type-graphql'

export const Deleted = { EXCLUDE: 'exclude', INCLUDE: 'include', ONLY: 'only' } as const
registerEnumType(Deleted, {
  name: 'Deleted',
  description: 'What to do about deleted records, which can be restored until they are purged.',
  valuesConfig: {
    EXCLUDE: { description: 'Leave them out, and what belongs to them.' },
    INCLUDE: { description: 'Show them with the others.' },
    ONLY: { description: 'Show nothing else.' },
  },
})

export const Direction = { ASC: 'asc', DESC: 'desc' } as const
registerEnumType(Direction, {
  name: 'Direction',
  description: 'Of an order. Missing values come last in either.',
  valuesConfig: { ASC: { description: 'Lowest first.' }, DESC: { description: 'Highest first.' } },
})

@InputType({ description: 'What a number must be: everything given holds. A missing value equals nothing.' })
export class NumberFilter {
  @Field(() => Float, { nullable: true, description: 'Equals.' })
  readonly eq?: number | null
  @Field(() => Float, { nullable: true, description: 'Differs from it, or is missing.' })
  readonly ne?: number | null
  @Field(() => [Float], { nullable: true, description: 'Is one of these.' })
  readonly in?: number[] | null
  @Field(() => [Float], { nullable: true, description: 'Is none of these, or is missing.' })
  readonly notIn?: number[] | null
  @Field(() => Float, { nullable: true, description: 'Less than.' })
  readonly lt?: number | null
  @Field(() => Float, { nullable: true, description: 'At most.' })
  readonly lte?: number | null
  @Field(() => Float, { nullable: true, description: 'More than.' })
  readonly gt?: number | null
  @Field(() => Float, { nullable: true, description: 'At least.' })
  readonly gte?: number | null
  @Field(() => Boolean, { nullable: true, description: 'Whether there is none.' })
  readonly missing?: boolean | null
}

@InputType({ description: 'What a text must be: everything given holds. A missing value equals nothing.' })
export class TextFilter {
  @Field(() => String, { nullable: true, description: 'Equals.' })
  readonly eq?: string | null
  @Field(() => String, { nullable: true, description: 'Differs from it, or is missing.' })
  readonly ne?: string | null
  @Field(() => [String], { nullable: true, description: 'Is one of these.' })
  readonly in?: string[] | null
  @Field(() => [String], { nullable: true, description: 'Is none of these, or is missing.' })
  readonly notIn?: string[] | null
  @Field(() => String, { nullable: true, description: 'Has this in it, in capitals or not.' })
  readonly contains?: string | null
  @Field(() => Boolean, { nullable: true, description: 'Whether there is none.' })
  readonly missing?: boolean | null
}

@InputType({ description: 'When something must have been: everything given holds.' })
export class TimeFilter {
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Before.' })
  readonly lt?: Date | null
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Then or before.' })
  readonly lte?: Date | null
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'After.' })
  readonly gt?: Date | null
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Then or after.' })
  readonly gte?: Date | null
  @Field(() => Boolean, { nullable: true, description: 'Whether it has not been.' })
  readonly missing?: boolean | null
}

@InputType({ description: 'What something else must be, by its id.' })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: 'This one.' })
  readonly eq?: string | null
  @Field(() => ID, { nullable: true, description: 'Another one, or none.' })
  readonly ne?: string | null
  @Field(() => [ID], { nullable: true, description: 'One of these.' })
  readonly in?: string[] | null
  @Field(() => [ID], { nullable: true, description: 'None of these.' })
  readonly notIn?: string[] | null
  @Field(() => Boolean, { nullable: true, description: 'Whether there is none.' })
  readonly missing?: boolean | null
}
