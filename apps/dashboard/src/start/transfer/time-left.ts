/** Seconds that something still takes, by how fast it went so far; undefined until that can be told. */
export type TimeLeft = (fraction: number) => number | undefined

/** Time in milliseconds before which a few quick or slow pieces would say nothing. */
const minElapsedMs = 1_000

/** Begins to watch something whose fraction grows from wherever it stands at first. `now` in milliseconds. */
export function watchTime(now: () => number = () => performance.now()): TimeLeft {
  let first: { readonly at: number; readonly fraction: number } | undefined
  return (fraction) => {
    const at = now()
    first ??= { at, fraction }
    const done = fraction - first.fraction
    if (at - first.at < minElapsedMs || done <= 0 || fraction >= 1) return undefined
    return ((at - first.at) / 1000) * ((1 - fraction) / done)
  }
}
