import { countOf } from '../format/count-of.ts'
import { formatNumber } from '../format/format.ts'

export interface Series {
  readonly weightDecay: number
  readonly widths: readonly { readonly width: number; readonly groups: number | null }[]
}

const [width, height, pad] = [280, 96, 6]
/** Styles of the lines of the first weight decay, the second and so on: told apart by their dashes, too. */
export const forms = [
  { stroke: 'var(--busy)', dash: undefined },
  { stroke: 'var(--waiting)', dash: '5 3' },
  { stroke: 'var(--good)', dash: '1 3' },
]

/** Groups against width of each weight decay, both logarithmic: one group is the floor. */
export function GroupsSparkline({ series }: { readonly series: readonly Series[] }) {
  const points = series.map(({ widths }) =>
    widths.flatMap(({ width: w, groups }) => (groups ? [[w, groups]] : [])),
  )
  const all = points.flat()
  if (all.length < 2) return null
  const scale = (values: number[], from: number, to: number) => {
    const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))]
    return (value: number) => from + ((Math.log(value) - low) / (high - low || 1)) * (to - from)
  }
  const x = scale(
    all.map(([w]) => w),
    pad,
    width - pad,
  )
  const y = scale([1, ...all.map(([, g]) => g)], height - pad, pad)
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={describe(series)}>
      <line x1={pad} x2={width - pad} y1={y(1)} y2={y(1)} stroke="var(--line)" />
      {points.map((line, i) => (
        <polyline
          key={series[i].weightDecay}
          points={line.map(([w, g]) => `${x(w)},${y(g)}`).join(' ')}
          fill="none"
          stroke={forms[i % forms.length].stroke}
          strokeDasharray={forms[i % forms.length].dash}
          strokeWidth={2}
        />
      ))}
    </svg>
  )
}

function describe(series: readonly Series[]): string {
  return series
    .map(({ weightDecay, widths }) => {
      const widest = widths.findLast(({ groups }) => groups !== null)
      return `weight decay ${formatNumber(weightDecay)}: ${widest?.groups == null ? 'no groups' : `${countOf(widest.groups, 'group')} at width ${formatNumber(widest.width)}`}`
    })
    .join('; ')
}
