import type { LegendEntry } from '../frame/drawing.ts'
import { FLOOR, type SeriesStyle } from '../style/series-style.ts'

/** Returns the legend of a line with symbols. */
export function lineEntry(label: string, { color, symbol, dash }: SeriesStyle): LegendEntry {
  return { label, color, symbol, dash }
}

/** Returns the legend of a floor or guide, a line without symbols. */
export function floorEntry(
  label: string,
  { color, dash }: Pick<SeriesStyle, 'color' | 'dash'> = FLOOR,
): LegendEntry {
  return { label, color, dash }
}
