import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { formatNumber } from '../format/format.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { fitRows } from './fit-rows.ts'

interface FitTableProps {
  readonly series: NonNullable<SweepPartsFragment['report']>['series']
}

/**
 * Table of what is fitted to the runs, a column for each weight decay; nothing if the runs are too few for
 * any fit.
 */
export function FitTable({ series }: FitTableProps) {
  const rows = fitRows(series).filter(({ values }) => values.some((value) => value !== '–'))
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="fits">
      <h2 id="fits">Fits</h2>
      <ScrollRegion label="Fitted numbers">
        <table className="sweep-fits">
          <caption>
            With their 95 % intervals over draws and seeds; – where there is too little to fit
          </caption>
          <thead>
            <tr>
              <th scope="col">Fitted</th>
              {series.map(({ weightDecay }) => (
                <th scope="col" className="number" key={weightDecay}>
                  weight decay {formatNumber(weightDecay)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, meaning, values }) => (
              <tr key={name}>
                <th scope="row">
                  {name} <span className="quiet">{meaning}</span>
                </th>
                {values.map((value, i) => (
                  <td className="number" key={series[i].weightDecay}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
