import { formatNumber } from './format-number.ts'

/**
 * Formats a number beside an axis with the digits that tell it from its neighbours: of 1.001 and 1.002 all four. The
 * parameters are those of Plot's tick formats, `all` being all numbers of the axis.
 */
export function formatTick(value: number, _index?: number, all: readonly number[] = []): string {
  const text = formatNumber(value)
  const texts = all.map((each) => formatNumber(each))
  if (new Set(texts).size === texts.length) return text
  // Numbers of an axis are round up to 12 digits; digits beyond are rounding errors.
  return String(Number(value.toPrecision(12))).replace(/^-/, '−')
}
