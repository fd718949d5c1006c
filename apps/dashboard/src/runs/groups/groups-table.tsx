'use client'
import { RunIdsDocument, type RunFilter } from '@mitoscope/schema/documents'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useClient } from 'urql'
import type { Band } from '../../compare/curves/curves.ts'
import { plainSetting, showSetting } from '../../compare/series.ts'
import { download } from '../../export/download.ts'
import { formatNumber, formatSpread } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { Column } from '../table/columns.ts'
import { toRunFilter, type Condition } from '../filter/condition.ts'
import { conditionsOf, toColumns } from './grouping.ts'
import { groupsAsTable, tableFiles } from '../runs-as-table.ts'
import type { GroupsAnswer, Spread, RunGroup } from './groups-query.ts'
import './groups-table.css'
import { compareAddress } from '../../compare/view.ts'

interface GroupsTableProps {
  readonly groups: GroupsAnswer['runGroups']
  /** Columns that are averaged over the runs of each group. */
  readonly columns: readonly Column[]
  readonly spread: Band
  /** Names of models and sweeps, by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly filter: RunFilter | undefined
  readonly onShow: (conditions: readonly Condition[]) => void
}

/** A row per group: what its runs share, how many they are, and mean ± spread. */
export function GroupsTable({ groups, columns, spread, names, filter, onShow }: GroupsTableProps) {
  const settings = toColumns(groups)
  const show = (value: unknown) =>
    typeof value === 'number' ? formatNumber(value) : (names.get(String(value)) ?? showSetting(value))
  return (
    <>
      <ScrollRegion label="Groups of runs">
        <table className="wide run-groups">
          <thead>
            <tr>
              {settings.names.map((name) => (
                <th scope="col" key={name}>
                  {plainSetting(name)}
                </th>
              ))}
              <th scope="col">Runs of the group</th>
              {['Runs', 'Finished', ...columns.map(({ label }) => label)].map((head) => (
                <th scope="col" className="number" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group, i) => {
              const title = settings.names
                .map((name, at) => `${name} ${show(settings.values[i][at])}`)
                .join(', ')
              return (
                <tr key={JSON.stringify(group.keys)}>
                  {settings.values[i].map((value, at) => (
                    <td key={settings.names[at]}>{show(value)}</td>
                  ))}
                  <td>
                    <div className="actions">
                      <button type="button" onClick={() => onShow(conditionsOf(group))}>
                        Show<span className="hidden"> the runs of {title}</span>
                      </button>
                      <CompareGroup group={group} filter={filter} title={title} />
                    </div>
                  </td>
                  <td className="number">{formatNumber(group.runCount)}</td>
                  <td className="number">{formatNumber(group.finishedCount)}</td>
                  {columns.map(({ id }, at) => (
                    <td className="number" key={id}>
                      <MeanAndSpread of={group[`c${at}`]} runs={group.runCount} spread={spread} />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
      {settings.shared.length > 0 && (
        <details>
          <summary>{settings.shared.length} settings that all of them share</summary>
          <dl className="facts">
            {settings.shared.map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{show(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <p className="actions">
        {tableFiles.map((file) => (
          <button
            key={file.name}
            type="button"
            onClick={() => {
              const table = groupsAsTable(groups, settings, columns, spread, (id) => names.get(id) ?? id)
              download(`run-groups.${file.ending}`, file.write(table))
            }}
          >
            {file.name}
            <span className="hidden"> of the groups</span>
          </button>
        ))}
        <span className="quiet">(n) says over how many runs, where not all of them have the number.</span>
      </p>
    </>
  )
}

interface MeanAndSpreadProps {
  readonly of: Spread
  readonly runs: number
  readonly spread: Band
}

function MeanAndSpread({ of, runs, spread }: MeanAndSpreadProps) {
  const half = of[spread]
  return (
    <>
      {formatSpread(of.mean, half)}
      {of.n > 0 && of.n < runs && of.diverged === 0 && <span className="quiet"> ({of.n})</span>}
      {of.diverged > 0 && (
        <span className="quiet">
          {' '}
          (n = {of.n}, {of.diverged} diverged)
        </span>
      )}
    </>
  )
}

interface CompareGroupProps {
  readonly group: RunGroup
  /** Filter of the runs that all the groups were made of; undefined if there is none. */
  readonly filter: RunFilter | undefined
  readonly title: string
}

/** Finds the runs of a group and goes to compare them. */
function CompareGroup({ group, filter, title }: CompareGroupProps) {
  const client = useClient()
  const router = useRouter()
  const [status, setStatus] = useState('')
  const go = async () => {
    setStatus('Looking…')
    const own = toRunFilter(conditionsOf(group), false)
    const both = [filter, own].filter((each) => each !== undefined)
    const { data, error } = await client.query(RunIdsDocument, { filter: { AND: both } }).toPromise()
    const ids = data?.runs.nodes.map(({ id }) => id) ?? []
    if (ids.length > 0) router.push(compareAddress(ids))
    else
      setStatus(
        error
          ? 'The server did not answer: try again.'
          : 'No runs are left in this group: they have changed.',
      )
  }
  return (
    <>
      <button type="button" disabled={status === 'Looking…'} onClick={() => void go()}>
        Compare<span className="hidden"> the runs of {title}</span>
      </button>
      <span role="status" className="quiet">
        {status}
      </span>
    </>
  )
}
