import type { SweepCardFragment, SweepTicksSubscription } from '@mitoscope/schema/documents'

export type SweepTick = NonNullable<SweepTicksSubscription['sweepUpdated']>

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
