import type { MatrixView } from './matrix-view.ts'

type Cell = readonly [row: number, column: number]

type Move =
  | { readonly kind: 'choose'; readonly cell: Cell }
  | { readonly kind: 'zoom'; readonly factor: number; readonly at: readonly [x: number, y: number] }
  | { readonly kind: 'all' }

const directions: Readonly<Record<string, Cell>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * Returns the move that a key asks of a matrix; undefined if it asks none, so that the page may have the
 * key.
 */
export function moveOfKey(
  key: string,
  chosen: Cell | null,
  { x, y, span }: MatrixView,
  side: number,
): Move | undefined {
  const direction = directions[key]
  if (direction) {
    // The first arrow enters the part that is looked at.
    const [row, column] = chosen ?? [Math.floor(y), Math.floor(x)]
    const within = (at: number) => Math.min(side - 1, Math.max(0, at))
    const cell: Cell = chosen ? [within(row + direction[0]), within(column + direction[1])] : [row, column]
    return { kind: 'choose', cell }
  }
  const share = (at: number, from: number) => Math.min(1, Math.max(0, (at + 0.5 - from) / span))
  const at = chosen ? ([share(chosen[1], x), share(chosen[0], y)] as const) : ([0.5, 0.5] as const)
  if (key === '+' || key === '=') return { kind: 'zoom', factor: 1.5, at }
  if (key === '-') return { kind: 'zoom', factor: 1 / 1.5, at }
  if (key === '0' || key === 'Home') return { kind: 'all' }
  return undefined
}
