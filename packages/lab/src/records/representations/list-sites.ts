import type { RepresentationRecord } from './representation-record.ts'

/** Layer of which there are representations. */
export interface SiteSummary {
  readonly name: string
  readonly kind: string | null
  readonly position: number | null
  /** Distinct numbers of neurons, ascending. */
  readonly widths: readonly number[]
  readonly representationCount: number
}

interface Sited extends Pick<
  RepresentationRecord,
  'site' | 'siteKind' | 'sitePosition' | 'width' | 'createdAt'
> {
  /** Number of equal representations; 1 by default. */
  readonly count?: number
}

/**
 * Lists the sites of representations in the order of the network, those without a position last. Of each, the newest kind and
 * position count that were given.
 */
export function listSites(records: readonly Sited[]): SiteSummary[] {
  const newestFirst = records.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
  const sites = [...new Set(newestFirst.map(({ site }) => site))].map((name) => {
    const own = newestFirst.filter(({ site }) => site === name)
    return {
      name,
      kind: own.find(({ siteKind }) => siteKind !== null)?.siteKind ?? null,
      position: own.find(({ sitePosition }) => sitePosition !== null)?.sitePosition ?? null,
      widths: [...new Set(own.map(({ width }) => width))].toSorted((a, b) => a - b),
      representationCount: own.reduce((sum, { count = 1 }) => sum + count, 0),
    }
  })
  const place = ({ position }: SiteSummary) => position ?? Infinity
  return sites.toSorted((a, b) =>
    place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : a.name < b.name ? -1 : 1,
  )
}
