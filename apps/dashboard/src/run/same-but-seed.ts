interface Sibling {
  readonly id: string
  readonly config: unknown
}

/** Runs whose settings are those of another but for the seed, that one among them. */
export function sameButSeed(run: Sibling, all: readonly Sibling[]): string[] {
  const own = writeSettings(run.config)
  const ids = all.filter(({ config }) => writeSettings(config) === own).map(({ id }) => id)
  return ids.includes(run.id) ? ids : [run.id, ...ids]
}

/** Settings as text, in the order of their names. */
function writeSettings(config: unknown): string {
  const sort = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sort)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, inner]) => [name, sort(inner)]),
    )
  }
  const { seed: _, ...others } = config as Readonly<Record<string, unknown>>
  return JSON.stringify(sort(others))
}
