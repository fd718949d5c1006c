const TICKS = 6

/** About six round numbers between two ends. */
export function linearTicks(low: number, high: number): number[] {
  const rough = (high - low) / TICKS
  if (!(rough > 0 && rough < Infinity)) return []
  const power = Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => Number(`${candidate}e${power}`) >= rough) ?? 10
  const ticks: number[] = []
  // Counted, not added up, so that ticks stay round.
  for (let i = Math.ceil(low / Number(`${factor}e${power}`)); ; i++) {
    const tick = Number(`${i * factor}e${power}`)
    if (!(tick <= high)) return ticks
    ticks.push(tick)
  }
}
