import { JobLogDocument, type JobLogQuery } from '@mitoscope/schema/documents'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { useThrottled } from '../api/live.ts'

type Line = NonNullable<JobLogQuery['job']>['log']['nodes'][number]

export interface JobLogState {
  /** Undefined until they are read. */
  readonly lines?: readonly Line[]
  readonly error?: CombinedError
}

/** The last lines of a job's log while it is open; of what comes later only the new ones are read. */
export function useJobLog(id: string, open: boolean, updatedAt: string): JobLogState {
  const client = useClient()
  const [state, setState] = useState<JobLogState>({})
  const after = useRef<string>(undefined)
  const reading = useRef(false)
  const read = useCallback(async () => {
    if (reading.current) return
    reading.current = true
    const page = after.current === undefined ? { last: 200 } : { first: 200, after: after.current }
    const options = { requestPolicy: 'network-only' as const }
    const { data, error } = await client.query(JobLogDocument, { id, ...page }, options)
    reading.current = false
    if (error) return setState(({ lines }) => ({ lines, error }))
    const log = data?.job?.log
    after.current = log?.pageInfo.endCursor ?? after.current
    setState(({ lines = [] }) => ({ lines: [...lines, ...(log?.nodes ?? [])] }))
  }, [client, id])
  const readSoon = useThrottled(() => void read(), 500)
  useEffect(() => {
    if (open) readSoon()
  }, [open, updatedAt, readSoon])
  return state
}
