import { formatNumber } from './format-number.ts'

/**
 * A number beside an axis, with the digits that tell it from its neighbours: of 1.001, 1.002 all four. Given as Plot asks
 * for it, with all numbers of the axis.
 */
export function formatTick(value: number, _index?: number, all: readonly number[] = []): string {
  const text = formatNumber(value)
  const texts = all.map((each) => formatNumber(each))
  if (new Set(texts).size === texts.length) return text
  // Numbers of an axis are round: up to 12 digits they are themselves, beyond that what the machine made of them.
  return String(Number(value.toPrecision(12))).replace(/^-/, '−')
}
