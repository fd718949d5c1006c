import type { RenderFunction } from '@observablehq/plot'

/** Returns a function that draws cells as one path per colour, so that ten thousand cells are a small file. */
export function heatCells(
  cells: readonly { readonly row: number; readonly column: number; readonly color: string }[],
): RenderFunction {
  return (_index, scales, _values, _dimensions, context) => {
    const { document } = context
    const create = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name)
    const group = create('g')
    group.setAttribute('aria-label', 'cells')
    // Otherwise the seams between neighbouring cells are visible.
    group.setAttribute('shape-rendering', 'crispEdges')
    const [x, y] = [scales.x!, scales.y!].map(
      (scale) => (at: number) => Math.round(Number(scale(at)) * 10) / 10,
    )
    for (const color of new Set(cells.map((cell) => cell.color))) {
      const path = create('path')
      path.setAttribute('fill', color)
      const squares = cells
        .filter((cell) => cell.color === color)
        .map(({ row, column }) => `M${x(column)} ${y(row)}H${x(column + 1)}V${y(row + 1)}H${x(column)}Z`)
      path.setAttribute('d', squares.join(''))
      group.append(path)
    }
    return group
  }
}
