import type { SymbolType } from '@observablehq/plot'
import { BLUE, GREEN, GREY, INK, ordered, ORANGE, PURPLE, SKY, VERMILION } from './palette.ts'

/** Style of one series: a colour, and a symbol and a dash for readers who cannot tell the colours apart. */
export interface SeriesStyle {
  readonly color: string
  readonly symbol: SymbolType
  /** SVG's stroke-dasharray; "none" for a solid line. */
  readonly dash: string
}

export const TEST: SeriesStyle = { color: BLUE, symbol: 'circle', dash: 'none' }
export const TRAIN: SeriesStyle = { color: VERMILION, symbol: 'triangle', dash: '6 3' }
export const CHUNKS: SeriesStyle = { color: GREEN, symbol: 'square', dash: '2 3' }
export const FLOOR: SeriesStyle = { color: GREY, symbol: 'times', dash: '1 3' }

const SERIES: readonly SeriesStyle[] = [
  TEST,
  TRAIN,
  CHUNKS,
  { color: PURPLE, symbol: 'diamond', dash: '8 3 2 3' },
  { color: ORANGE, symbol: 'star', dash: '4 2' },
  { color: SKY, symbol: 'wye', dash: '10 4' },
  { color: INK, symbol: 'cross', dash: '3 2' },
]

const SYMBOLS: readonly SymbolType[] = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross', 'wye']

/** Returns the style of one of a few unordered series. */
export function seriesStyle(index: number): SeriesStyle {
  return SERIES[index % SERIES.length]
}

/** Returns the style of one of many ordered series, such as widths. */
export function orderedStyle(index: number, count: number): SeriesStyle {
  return { color: ordered(index, count), symbol: SYMBOLS[index % SYMBOLS.length], dash: 'none' }
}
