'use client'
import { RunIdsDocument, type RunFilter } from '@mitoscope/schema/documents'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useClient } from 'urql'
import { compareAddress } from '../../compare/view.ts'
import { toRunFilter } from '../filter/condition.ts'
import { conditionsOf } from './grouping.ts'
import type { RunGroup } from './groups-query.ts'

interface CompareGroupProps {
  readonly group: RunGroup
  /** Filter of the runs that all the groups were made of; undefined if there is none. */
  readonly filter: RunFilter | undefined
  readonly title: string
}

/** Finds the runs of a group and goes to compare them. */
export function CompareGroup({ group, filter, title }: CompareGroupProps) {
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
