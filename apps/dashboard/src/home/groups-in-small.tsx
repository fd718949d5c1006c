import { formatNumber } from '../parts/format.ts'
import { forms, GroupsSparkline, type Series } from './groups-sparkline.tsx'
import { toGroupRows } from './groups-table.ts'

/** A sweep's groups against width: a small picture, which line is which, and the same as a table. */
export function GroupsInSmall({ of, series }: { readonly of: string; readonly series: readonly Series[] }) {
  const rows = toGroupRows(series)
  if (rows.length < 2) return null
  return (
    <>
      <GroupsSparkline series={series} />
      <p className="quiet home-legend">
        Groups against width {rows[0].width} to {formatNumber(rows[rows.length - 1].width)}, both logarithmic;
        weight decay{' '}
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
          As a table<span className="hidden">: groups of {of}</span>
        </summary>
        <table>
          <caption>Groups of neurons, mean over seeds</caption>
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
      </details>
    </>
  )
}
