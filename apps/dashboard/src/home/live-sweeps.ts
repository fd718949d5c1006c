import {
  HomeSweepDocument,
  SweepTicksDocument,
  type SweepCardFragment,
  type SweepTicksSubscription,
} from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useConnection } from '../api/api-provider.tsx'
import { useSubscriptions } from '../api/live.ts'

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

type SweepTick = NonNullable<SweepTicksSubscription['sweepUpdated']>

/**
 * A sweep's card with what has been heard of it since, and with its report as read anew. `heard` is as new as can be
 * while the subscription goes on: it begins with what is.
 */
export function toLiveSweep(
  card: SweepCardFragment,
  heard: SweepTick | undefined,
  read: SweepCardFragment | undefined,
): SweepCardFragment {
  const newest = read && madeAt(read) > madeAt(card) ? read : card
  return { ...newest, progress: heard?.progress ?? newest.progress }
}

/** Returns true if there is a report that the card does not show. */
export function lacksReport(card: SweepCardFragment, heard: SweepTick | undefined): boolean {
  return heard !== undefined && madeAt(heard) > madeAt(card)
}

function madeAt({ report }: Pick<SweepTick, 'report'>): string {
  return report?.madeAt ?? ''
}
