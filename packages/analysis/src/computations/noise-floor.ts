/** Mean |ρ| of independent residuals over `rows` samples: √(2 / (π N)). */
export function noiseFloor(rows: number): number {
  return Math.sqrt(2 / (Math.PI * rows))
}
