import { memo } from 'react'
import type { ComparedRunFragment, CompareRunsQuery } from '@mitoscope/schema/documents'
import { RunMark } from '../../ui/run-mark.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { differencesOf, type Series } from '../series.ts'

interface DifferencesTableProps {
  readonly series: readonly Series[]
  readonly runs: readonly ComparedRunFragment[]
  readonly differences: CompareRunsQuery['compareRuns']['configDifferences']
}

/** Settings that the runs do not have in common, and no others. */
export const DifferencesTable = memo(function DifferencesTable(props: DifferencesTableProps) {
  const { series, runs, differences } = props
  const rows = differencesOf(series, runs, differences)
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">Settings that differ</h2>
      {rows.length === 0 ? (
        <p className="quiet">
          {runs.length === 1
            ? 'There is only one run. Choose another one to compare it with.'
            : 'No settings differ.'}
        </p>
      ) : (
        <ScrollRegion label="Table of settings that differ">
          <table>
            <thead>
              <tr>
                <th scope="col">Setting</th>
                {series.map(({ key, number, label, style }) => (
                  <th scope="col" key={key}>
                    <RunMark style={style} /> {number}: {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ path, values }) => (
                <tr key={path}>
                  <th scope="row">{path}</th>
                  {values.map((value, i) => (
                    <td key={series[i].key}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
})
