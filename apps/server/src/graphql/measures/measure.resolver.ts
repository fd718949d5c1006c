import { measures, sweepMeasures } from '@mitoscope/lab'
import { Arg, Query, Resolver } from 'type-graphql'
import { findMeasure, Measure } from './measure.type.ts'

@Resolver()
export class MeasureResolver {
  @Query(() => [Measure], {
    description: 'Measures that can be computed on a representation, in display order.',
  })
  measures(): Measure[] {
    return measures.map((record) => new Measure(record))
  }

  @Query(() => [Measure], {
    description: 'Measures behind the figures of a sweep: the recommended analyses for every run of a sweep.',
  })
  sweepMeasures(): Measure[] {
    return sweepMeasures.flatMap((name) => findMeasure(name) ?? [])
  }

  @Query(() => Measure, { nullable: true, description: 'Measure by its name; null if there is none.' })
  measure(
    @Arg('name', () => String, { description: 'Name of the measure, for example "chunk-error".' })
    name: string,
  ): Measure | null {
    return findMeasure(name) ?? null
  }
}
