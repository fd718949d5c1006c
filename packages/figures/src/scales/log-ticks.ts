/** Round numbers between two positive ones: the closer, the fewer decades; powers of ten beyond two and a half. */
export function logTicks(low: number, high: number): number[] {
  // Such bounds have no decades to walk through.
  if (!(low > 0 && high < Infinity)) return []
  const decades = Math.log10(high) - Math.log10(low)
  const factors = decades <= 1 ? [1, 2, 3, 4, 5, 6, 8] : decades <= 2.5 ? [1, 2, 5] : [1]
  const step = Math.max(1, Math.ceil(decades / 8))
  const ticks = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % step !== 0) continue
    // From decimal text, because 10 ** -5 and its multiples are not the nearest doubles.
    ticks.push(...factors.map((factor) => Number(`${factor}e${power}`)))
  }
  return ticks.filter((tick) => tick >= low && tick <= high)
}
