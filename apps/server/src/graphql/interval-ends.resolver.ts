import { FieldResolver, Float, Resolver, Root, type ClassType } from 'type-graphql'
import { Curve } from './analyses/curve.type.ts'
import { ComparedSeries } from './metrics/compared-series.type.ts'
import { Aggregate } from './widths/aggregate.type.ts'

type Value = number | null
type Side = -1 | 1

const lower = 'Lower end of the 95 % confidence interval of the mean'
const upper = 'Upper end of the 95 % confidence interval of the mean'

/** Returns one end of an interval; null if the mean or the interval is missing. */
function endOf(mean: Value, half: Value, side: Side): Value {
  return mean === null || half === null ? null : mean + side * half
}

/** Creates the resolver of the ends of intervals in lists. */
function createListEnds(type: () => ClassType, place: string) {
  const settings = (end: string) => ({
    nullable: 'items' as const,
    description: `${end} at each ${place}; null with fewer than two values.`,
  })
  const ends = ({ mean, ci95 }: Lists, side: Side) => mean.map((value, i) => endOf(value, ci95[i], side))
  @Resolver(type)
  class ListEndsResolver {
    @FieldResolver(() => [Float], settings(lower))
    low(@Root() lists: Lists): Value[] {
      return ends(lists, -1)
    }

    @FieldResolver(() => [Float], settings(upper))
    high(@Root() lists: Lists): Value[] {
      return ends(lists, 1)
    }
  }
  return ListEndsResolver
}

type Lists = Pick<Curve, 'mean' | 'ci95'>

export const CurveEndsResolver = createListEnds(() => Curve, 'size')
export const ComparedSeriesEndsResolver = createListEnds(() => ComparedSeries, 'step')

@Resolver(() => Aggregate)
export class AggregateEndsResolver {
  @FieldResolver(() => Float, { nullable: true, description: `${lower}; null with fewer than two runs.` })
  low(@Root() { mean, ci95 }: Aggregate): Value {
    return endOf(mean, ci95, -1)
  }

  @FieldResolver(() => Float, { nullable: true, description: `${upper}; null with fewer than two runs.` })
  high(@Root() { mean, ci95 }: Aggregate): Value {
    return endOf(mean, ci95, 1)
  }
}
