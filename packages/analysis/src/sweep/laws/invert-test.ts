/** Number of steps in which an interval is looked for, and of halvings that make its ends exact. */
const STEPS = 160
const HALVINGS = 30

/**
 * Returns the smallest interval that holds every value between `from` and `to` whose misfit is at most `most`: the
 * inversion of a test, which needs no standard error and holds where the misfit has kinks or several minima. An end that
 * reaches `from` or `to` is that bound. `inside` is a value that passes.
 */
export function invertTest(
  misfit: (value: number) => number,
  most: number,
  { from, to, inside }: { readonly from: number; readonly to: number; readonly inside: number },
): readonly [low: number, high: number] {
  const passes = (value: number) => misfit(value) <= most
  const endTowards = (bound: number): number => {
    const at = (step: number) => bound + ((inside - bound) * step) / STEPS
    // From the bound inwards, so that the outermost value that passes is found.
    let step = 0
    while (step < STEPS && !passes(at(step))) step++
    if (step === 0) return bound
    let [outer, inner] = [at(step - 1), at(step)]
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (outer + inner) / 2
      if (passes(middle)) inner = middle
      else outer = middle
    }
    return inner
  }
  return [endTowards(from), endTowards(to)]
}
