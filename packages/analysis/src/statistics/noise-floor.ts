/** Mean |ρ| of independent values over `rows` samples: √(2 / (π N)). */
export function noiseFloor(rows: number): number {
  return Math.sqrt(2 / (Math.PI * rows))
}

/**
 * Mean |ρ| of uncorrelated residuals after `size` regressors and a mean were fitted over the rows that `floor` = √(2 / (π N)) is
 * of: √(2 / (π (N − w − 1))). NaN, an empty cell, if no degree of freedom is left. Residuals that chunks leave lie above it even if all noise is
 * independent, as the chunk's own noise enters every prediction.
 */
export function residualFloor(floor: number, size: number): number {
  const freedom = 2 / (Math.PI * floor ** 2) - size - 1
  return freedom > 0 ? Math.sqrt(2 / (Math.PI * freedom)) : NaN
}
