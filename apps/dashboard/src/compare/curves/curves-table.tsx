import { formatPlace } from '../../figures/axis.ts'
import { countOf, formatSpread } from '../../format/format.ts'
import { AsTable } from '../../export/data-table.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { bandLabels, type Line } from './curves.ts'
import type { DrawOptions } from './draw-curves.ts'

const mostRows = 100

interface CurvesTableProps {
  readonly lines: readonly Line[]
  readonly options: DrawOptions
  readonly title: string
}

/** The numbers of a chart, made when they are asked for. */
export function CurvesTable({ lines, options: { x, isTime, band }, title }: CurvesTableProps) {
  return (
    <AsTable title={title}>
      {() => (
        <ScrollRegion label={`Numbers of ${title}`}>
          <Numbers lines={lines} x={x} isTime={isTime} band={band} />
        </ScrollRegion>
      )}
    </AsTable>
  )
}

function Numbers({
  lines,
  x,
  isTime,
  band,
}: { readonly lines: readonly Line[] } & Pick<DrawOptions, 'x' | 'isTime' | 'band'>) {
  const places = [...new Set(lines.flatMap(({ curves }) => curves.x))].sort((a, b) => a - b)
  // Thousands of rows are for the file.
  const every = Math.max(1, Math.ceil(places.length / mostRows))
  const shown = places.filter((_, i) => i % every === 0 || i === places.length - 1)
  const rows = lines.map(({ curves }) => new Map(curves.x.map((at, i) => [at, i])))
  return (
    <table className="run-groups">
      <caption>
        Mean ± {bandLabels[band]} (number of runs)
        {every > 1 && `; one of every ${countOf(every, 'row')}, the CSV contains all`}
      </caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            {x}
          </th>
          {lines.map(({ series }) => (
            <th scope="col" className="number" key={series.key}>
              {series.number}: {series.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((at) => (
          <tr key={at}>
            <th scope="row" className="number">
              {formatPlace({ axis: isTime ? 'WALL_TIME' : 'STEP' }, at)}
            </th>
            {lines.map(({ series, curves }, i) => {
              const place = rows[i].get(at)
              if (place === undefined || curves.n[place] === 0)
                return (
                  <td className="number" key={series.key}>
                    –
                  </td>
                )
              const half = curves[band][place]
              return (
                <td className="number" key={series.key}>
                  {formatSpread(curves.mean[place], half)}
                  {series.runs.length > 1 && ` (${curves.n[place]})`}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
