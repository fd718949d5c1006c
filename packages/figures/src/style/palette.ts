/**
 * Okabe and Ito's colours, which readers with any colour vision can tell apart, without yellow, which is too faint on
 * white.
 */
export const BLUE = '#0072b2'
export const VERMILION = '#d55e00'
export const GREEN = '#009e73'
export const PURPLE = '#cc79a7'
export const ORANGE = '#e69f00'
export const SKY = '#56b4e9'
export const INK = '#222222'
export const GREY = '#6b6b6b'
/** Background of the row of zeros. */
export const STRIP = '#f4f4f4'

/** Viridis without its palest end. */
const VIRIDIS = [
  '#440154',
  '#482878',
  '#3e4a89',
  '#31688e',
  '#26828e',
  '#1f9e89',
  '#35b779',
  '#6ece58',
  '#a5c52a',
]
/** Shades of blue, from light to dark. */
export const BLUES = [
  '#f7fbff',
  '#deebf7',
  '#c6dbef',
  '#9ecae1',
  '#6baed6',
  '#4292c6',
  '#2171b5',
  '#08519c',
  '#08306b',
]
/** A diverging palette that is safe for colour-blind readers: orange below zero, purple above. */
export const ORANGE_TO_PURPLE = [
  '#b35806',
  '#e08214',
  '#fdb863',
  '#fee0b6',
  '#f7f7f7',
  '#d8daeb',
  '#b2abd2',
  '#8073ac',
  '#542788', // prettier-ignore
]

/** Returns colour `index` of `count` ordered ones. */
export function ordered(index: number, count: number): string {
  if (count < 2) return VIRIDIS[3]
  const at = (index / (count - 1)) * (VIRIDIS.length - 1)
  const low = Math.min(Math.floor(at), VIRIDIS.length - 2)
  return mix(VIRIDIS[low], VIRIDIS[low + 1], at - low)
}

/** Returns true if white text is more legible on a colour than black. */
export function isDark(color: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16) / 255)
  return 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2 < 0.2
}

function mix(a: string, b: string, share: number): string {
  const channel = (from: number) => {
    const [x, y] = [a, b].map((color) => Number.parseInt(color.slice(from, from + 2), 16))
    return Math.round(x + (y - x) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}
