const WIDTH = 56
const HEIGHT = 12

/**
 * Draws curves over chunk sizes as text: logarithmic horizontal axis, one mark per size, extreme values at the left
 * edge.
 */
export function drawChart(title: string, sizes: readonly number[], curves: readonly ChartCurve[]): string {
  const values = curves.flatMap((curve) => curve.values).filter((value) => value !== null)
  if (values.length === 0) return ''
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low || 1
  const [first, last] = [Math.log(sizes[0]), Math.log(sizes.at(-1)!)]
  const grid = Array.from({ length: HEIGHT }, () => new Array<string>(WIDTH).fill(' '))
  for (const { mark, values } of curves) {
    values.forEach((value, i) => {
      if (value === null) return
      const x = Math.round(((Math.log(sizes[i]) - first) / (last - first || 1)) * (WIDTH - 1))
      const y = Math.round(((high - value) / span) * (HEIGHT - 1))
      grid[y][x] = grid[y][x] === ' ' ? mark : '*'
    })
  }
  const label = (row: number) => (row === 0 ? high : row === HEIGHT - 1 ? low : null)
  const lines = grid.map((row, i) => {
    const value = label(i)
    return `${(value === null ? '' : value.toPrecision(3)).padStart(9)} │${row.join('')}`.trimEnd()
  })
  const ends = `${String(sizes[0])}${`w = ${sizes.at(-1)}`.padStart(WIDTH - String(sizes[0]).length)}`
  const legend = curves.map((curve) => `${curve.mark} ${curve.label}`).join('   ')
  return [
    `${title}   ${legend}`,
    ...lines,
    `${' '.repeat(10)}└${'─'.repeat(WIDTH)}`,
    `${' '.repeat(11)}${ends}`,
  ].join('\n')
}

export interface ChartCurve {
  readonly label: string
  readonly mark: string
  readonly values: readonly (number | null)[]
}
