import { useClient } from 'urql'
import { formatNumber, countOf } from '../format/format.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { toGroupRows, type Series } from './groups-table.ts'

interface GroupsInSmallProps {
  readonly sweepId: string
  /** Name of the sweep. */
  readonly of: string
  readonly series: readonly Series[]
}

/** A sweep's groups against width: a small picture, which line is which, and the same as a table and as files. */
export function GroupsInSmall({ sweepId, of, series }: GroupsInSmallProps) {
  const rows = toGroupRows(series)
  const client = useClient()
  if (rows.length < 2) return null
  return (
    <>
      <GroupsSparkline series={series} />
      <p className="quiet home-legend">
        Groups against width {formatNumber(rows[0].width)} to {formatNumber(rows[rows.length - 1].width)},
        both logarithmic; weight decay{' '}
        {series.map(({ weightDecay }, i) => {
          const { stroke, dash } = forms[i % forms.length]
          return (
            <span key={weightDecay}>
              <svg width="24" height="8" aria-hidden="true">
                <line x2="24" y1="4" y2="4" stroke={stroke} strokeDasharray={dash} strokeWidth={2} />
              </svg>{' '}
              {formatNumber(weightDecay)}{' '}
            </span>
          )
        })}
      </p>
      <details>
        <summary>
          As a table and files<span className="hidden">: groups of {of}</span>
        </summary>
        <table>
          <caption>Number of groups, mean over seeds</caption>
          <thead>
            <tr>
              <th scope="col">Width</th>
              {series.map(({ weightDecay }) => (
                <th key={weightDecay} scope="col" className="number">
                  Decay {formatNumber(weightDecay)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ width, groups }) => (
              <tr key={width}>
                <th scope="row">{formatNumber(width)}</th>
                {groups.map((value, i) => (
                  <td key={series[i].weightDecay} className="number">
                    {formatNumber(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <ExportMenu
          title={`groups of ${of}`}
          name={`${of}-groups`}
          read={async () => (await import('./fetch-groups-figure.ts')).fetchGroupsFigure(client, sweepId)}
        />
      </details>
    </>
  )
}

const [width, height, pad] = [280, 96, 6]
/** Styles of the lines of the first weight decay, the second and so on: told apart by their dashes, too. */
const forms = [
  { stroke: 'var(--busy)', dash: undefined },
  { stroke: 'var(--waiting)', dash: '5 3' },
  { stroke: 'var(--good)', dash: '1 3' },
]

/** Groups against width of each weight decay, both logarithmic: one group is the floor. */
function GroupsSparkline({ series }: { readonly series: readonly Series[] }) {
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
