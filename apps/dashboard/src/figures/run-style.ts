/** Style of a run in every figure: a colour, and a dash and a marker that do without colour. */
export interface RunStyle {
  /** Colour of marks in the page: dark on light paper, light on dark. */
  readonly color: string
  /** The same on white paper, for files. */
  readonly paperColor: string
  /** Lengths of strokes and gaps; empty for a whole line. */
  readonly dash: RunDash
  readonly symbol: RunSymbol
}

export type RunSymbol = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star'

/**
 * Apart from each other with any kind of colour vision, and from the paper by 3 to 1 at least;
 * globals.css names the pairs --run-0, --run-1, …
 */
export const runColors: readonly { readonly light: string; readonly dark: string }[] = [
  { light: '#0072b2', dark: '#58b0f0' },
  { light: '#c74e00', dark: '#ff9a52' },
  { light: '#00805f', dark: '#3ecfa3' },
  { light: '#a8447f', dark: '#f094c8' },
  { light: '#8a6a00', dark: '#e6c229' },
  { light: '#3b2a9b', dark: '#a79bf5' },
]

export const runDashes = ['', '7 3', '2 3', '9 3 2 3'] as const

type RunDash = (typeof runDashes)[number]

export const runSymbols: readonly RunSymbol[] = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star']

/** First choice of style for a run's id, or for what a group of runs has in common: the same on every page and day. */
export function runStyle(id: string): RunStyle {
  return toStyle(firstChoice(id))
}

/**
 * Styles of lines of one chart. Colours are used equally often, so that up to six lines have one each; forms (a dash
 * with a marker) differ up to 24 lines, and lines of one colour differ by their dash where they can. A line has its
 * first choice unless another line has taken it, and whatever the order of showing, the styles are the same.
 */
export function runStyles(ids: readonly string[]): ReadonlyMap<string, RunStyle> {
  const wanted = [...new Set(ids)].sort().map((id) => ({ id, look: firstChoice(id) }))
  const colors = shareColors(wanted.map(({ look }) => look.color))
  const styles = new Map<string, RunStyle>()
  const used: Look[] = []
  for (const [i, { id, look }] of wanted.entries()) {
    const own = chooseForm({ ...look, color: colors[i] }, used)
    used.push(own)
    styles.set(id, toStyle(own))
  }
  return styles
}

/** Numbers of a colour, a dash and a marker. */
interface Look {
  readonly color: number
  readonly dash: number
  readonly symbol: number
}

function firstChoice(id: string): Look {
  const number = hash(id)
  return {
    color: number % runColors.length,
    dash: Math.floor(number / runColors.length) % runDashes.length,
    symbol: Math.floor(number / (runColors.length * runDashes.length)) % runSymbols.length,
  }
}

function toStyle({ color, dash, symbol }: Look): RunStyle {
  return {
    color: `var(--run-${color})`,
    paperColor: runColors[color].light,
    dash: runDashes[dash],
    symbol: runSymbols[symbol],
  }
}

/** Colours, each used as often as the others or once more: as many first choices as that allows, then the next free. */
function shareColors(wanted: readonly number[]): number[] {
  const each = Math.floor(wanted.length / runColors.length)
  let oncemore = wanted.length % runColors.length
  const counts = runColors.map(() => 0)
  const take = (color: number) => {
    if (counts[color] > each || (counts[color] === each && oncemore === 0)) return false
    if (counts[color] === each) oncemore--
    counts[color]++
    return true
  }
  const taken = wanted.map((color) => (take(color) ? color : undefined))
  return taken.map(
    (color, i) => color ?? rotated(runColors.length, wanted[i]).find((next) => take(next)) ?? wanted[i],
  )
}

/** The look with the first of its forms that is free; of more lines than there are looks, some look the same. */
function chooseForm(look: Look, used: readonly Look[]): Look {
  const forms = rotated(runSymbols.length, look.symbol).flatMap((symbol) =>
    rotated(runDashes.length, look.dash).map((dash) => ({ ...look, dash, symbol })),
  )
  const isFree = (form: Look, shares: (other: Look) => boolean) => !used.some((other) => shares(other) && other.dash === form.dash) // prettier-ignore
  const newForm = (form: Look) => isFree(form, ({ symbol }) => symbol === form.symbol)
  const newLine = (form: Look) => isFree(form, ({ color }) => color === form.color)
  const newLook = (form: Look) => isFree(form, ({ color, symbol }) => color === form.color && symbol === form.symbol) // prettier-ignore
  return (
    forms.find((form) => newForm(form) && newLine(form)) ??
    forms.find(newForm) ??
    forms.find(newLine) ??
    forms.find(newLook) ??
    look
  )
}

/** Whole numbers below `count`, from `start` on and around. */
function rotated(count: number, start: number): number[] {
  return Array.from({ length: count }, (_, i) => (start + i) % count)
}

/** FNV-1a over UTF-16 units, its bits then mixed so that ids that end alike fall apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}
