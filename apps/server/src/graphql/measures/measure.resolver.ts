import { measures, sweepMeasures } from '@mitoscope/lab'
import { Arg, Query, Resolver } from 'type-graphql'
import { findMeasure, Measure } from './measure.type.ts'

@Resolver()
export class MeasureResolver {
  @Query(() => [Measure], {
    description: 'Everything that can be computed on a representation, in the order of showing.',
  })
  measures(): Measure[] {
    return measures.map((record) => new Measure(record))
  }

  @Query(() => [Measure], {
    description:
      'Those behind the figures of a sweep: what to ask of every run of a sweep unless somebody wants others.',
  })
  sweepMeasures(): Measure[] {
    return sweepMeasures.flatMap((name) => findMeasure(name) ?? [])
  }

  @Query(() => Measure, { nullable: true, description: 'The measure of this name.' })
  measure(@Arg('name', () => String, { description: 'As "chunk-error".' }) name: string): Measure | null {
    return findMeasure(name) ?? null
  }
}
