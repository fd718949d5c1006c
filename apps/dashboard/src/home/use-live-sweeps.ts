import { HomeSweepDocument, SweepTicksDocument, type SweepCardFragment } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useConnection } from '../api/use-connection.ts'
import { useSubscriptions } from '../api/live.ts'
import { lacksReport, toLiveSweep, type SweepTick } from './live-sweep.ts'

type ById<T> = ReadonlyMap<string, T>

/** The cards as they become: also finished sweeps can be given another report, or runs that were missing. */
export function useLiveSweeps(
  cards: readonly SweepCardFragment[],
  onGone: () => void,
): readonly SweepCardFragment[] {
  const client = useClient()
  const { status } = useConnection()
  const [heard, setHeard] = useState<ById<SweepTick>>(new Map())
  const [read, setRead] = useState<ById<SweepCardFragment>>(new Map())
  const asked = useRef(new Map<string, string>())
  const variables = cards.map(({ id }) => ({ id }))
  useSubscriptions(SweepTicksDocument, variables, ({ sweepUpdated: tick }) => {
    if (tick) setHeard((known) => new Map(known).set(tick.id, tick))
    else onGone()
  })
  // Without the socket, what is read is newer than what was heard.
  useEffect(() => {
    if (status === 'lost') setHeard(new Map())
  }, [cards, status])
  const live = cards.map((card) => toLiveSweep(card, heard.get(card.id), read.get(card.id)))
  const lacking = live.filter((card) => lacksReport(card, heard.get(card.id))).map(({ id }) => id)
  const wanted = lacking.join()
  useEffect(() => {
    for (const id of wanted.split(',').filter(Boolean)) {
      const madeAt = heard.get(id)?.report?.madeAt
      if (madeAt === undefined || asked.current.get(id) === madeAt) continue
      asked.current.set(id, madeAt)
      void client
        .query(HomeSweepDocument, { id }, { requestPolicy: 'network-only' })
        .toPromise()
        .then(({ data }) => {
          const card = data?.sweep
          if (card) setRead((known) => new Map(known).set(id, card))
          else asked.current.delete(id)
        })
    }
  }, [client, heard, wanted])
  return live
}
