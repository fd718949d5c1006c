/** One thing that the palette finds: a place to go, or something to do. */
export interface Entry {
  /** Unique among all. */
  readonly key: string
  /** Under which heading it stands. */
  readonly group: string
  readonly label: string
  /** Detail that tells the entry from others of that name. */
  readonly detail?: string
  /** Address that the entry leads to; on the server rather than in the dashboard where `plain`. */
  readonly href?: string
  readonly plain?: boolean
  /**
   * Action of an entry without an address. The palette stays for an action that has something to say, unless
   * it `closes`.
   */
  readonly run?: () => void
  readonly closes?: boolean
}

/** Entries that have every one of some words in them, whatever the order and the capitals. */
export function matchEntries(entries: readonly Entry[], words: string): Entry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ label, detail, group }) => {
    const text = `${label} ${detail ?? ''} ${group}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** The entry that the arrow keys go to from another; both ends lead to each other. */
export function moveTo(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'PageDown') return Math.min(count - 1, at + 8)
  if (key === 'PageUp') return Math.max(0, at - 8)
  return undefined
}

/** Entries by their groups, in the order in which the groups first come; each with its place among all. */
export function groupEntries(
  entries: readonly Entry[],
): { readonly group: string; readonly entries: { readonly entry: Entry; readonly at: number }[] }[] {
  const groups = new Map<string, { entry: Entry; at: number }[]>()
  for (const [at, entry] of orderByGroup(entries).entries()) {
    const list = groups.get(entry.group) ?? []
    list.push({ entry, at })
    groups.set(entry.group, list)
  }
  return [...groups].map(([group, list]) => ({ group, entries: list }))
}

/**
 * Returns the entries with those of a group beside each other, so that the arrow keys go as the list is
 * read.
 */
export function orderByGroup(entries: readonly Entry[]): Entry[] {
  const order = [...new Set(entries.map(({ group }) => group))]
  return entries.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
}
