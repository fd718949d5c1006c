'use client'
import { formatNumber, countOf } from '../format/format.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { ExportNeurons } from './export-neurons.tsx'
import { meanToOthers, type Partition } from './sources.ts'

interface GroupsTableProps {
  readonly partition: Partition
  readonly analysis: {
    readonly id: string
    readonly seed: number
    readonly options: unknown
    readonly provenance: { readonly inputHash: string } | null
  }
  readonly width: number
}

/** Each group with what it carries alone, and the neurons of all of them to download. */
export function GroupsTable({ partition, analysis, width }: GroupsTableProps) {
  const { groups, summary } = partition
  const inGroups = groups.reduce((sum, { neurons }) => sum + neurons.length, 0)
  return (
    <>
      <p className="lead">
        {summary
          .filter(({ value }) => value !== null)
          .map(({ label, value }) => `${label} ${formatNumber(value)}`)
          .join(' · ')}
        {inGroups < width &&
          `. ${formatNumber(width - inGroups)} of ${countOf(width, 'neuron')} ${width - inGroups === 1 ? 'is' : 'are'} in none`}
        .
      </p>
      <ScrollRegion label="Groups">
        <table>
          <caption>
            R² is the share of the variance of the whole layer that a linear map from the group explains;
            errors are those of the network when its readout sees this group only, neither retrained nor
            rescaled
          </caption>
          <thead>
            <tr>
              {['Group', 'Neurons', 'R² of the layer', 'Test error', 'Train error', 'Mean |ρ| to others'].map(
                (head) => (
                  <th scope="col" className="number" key={head}>
                    {head}
                  </th>
                ),
              )}
              <th scope="col">List of neurons</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ neurons, r2, testError, trainError }, g) => (
              <tr key={g}>
                <th scope="row" className="number">
                  {g + 1}
                </th>
                <td className="number">{formatNumber(neurons.length)}</td>
                <td className="number">{formatNumber(r2)}</td>
                <td className="number">{formatNumber(testError)}</td>
                <td className="number">{formatNumber(trainError)}</td>
                <td className="number">{formatNumber(meanToOthers(partition, g))}</td>
                <td>
                  <details>
                    <summary>
                      {neurons.slice(0, 6).join(', ')}
                      {neurons.length > 6 && ' …'}
                      <span className="hidden"> in group {g + 1}</span>
                    </summary>
                    {neurons.join(', ')}
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <ExportNeurons
        what="the neurons of all groups"
        name="groups"
        neurons={groups.map(({ neurons }) => neurons)}
        content={{
          analysis: analysis.id,
          inputHash: analysis.provenance?.inputHash ?? null,
          seed: analysis.seed,
          options: analysis.options,
          groups: groups.map((group, g) => ({ group: g + 1, ...pickNumbers(group) })),
        }}
      />
    </>
  )
}

/** Returns the properties of a group that the files hold. */
function pickNumbers({ neurons, r2, testError, trainError }: Partition['groups'][number]) {
  return { neurons, r2, testError, trainError }
}
