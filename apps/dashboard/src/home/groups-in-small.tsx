import { useClient } from 'urql'
import { formatNumber } from '../format/format.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { forms, GroupsSparkline, type Series } from './groups-sparkline.tsx'
import { toGroupRows } from './groups-table.ts'

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
