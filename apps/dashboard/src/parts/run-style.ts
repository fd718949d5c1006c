/** How a run looks wherever it is drawn: a colour, and a dash and a marker for those who do not see it. */
export interface RunStyle {
  /** For marks in the page: dark on light paper, light on dark. */
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

/** Of a run's id, or of what a group of runs has in common: the same on every page and every day. */
export function runStyle(id: string): RunStyle {
  const number = hash(id)
  const color = number % runColors.length
  const dash = Math.floor(number / runColors.length) % runDashes.length
  const symbol = Math.floor(number / (runColors.length * runDashes.length)) % runSymbols.length
  return {
    color: `var(--run-${color})`,
    paperColor: runColors[color].light,
    dash: runDashes[dash],
    symbol: runSymbols[symbol],
  }
}

/**
 * Styles of runs that are shown together: of two of one colour that would look the same, one takes the next free
 * dash, or marker when dashes are used up. Colours never change.
 */
export function runStyles(ids: readonly string[]): ReadonlyMap<string, RunStyle> {
  const styles = new Map<string, RunStyle>()
  const used = new Set<string>()
  // Not in the order of showing, so that ordering a page anew changes nothing.
  for (const id of [...new Set(ids)].sort()) {
    const style = runStyle(id)
    const free =
      variants(style).find((each) => !used.has(lineOf(each))) ??
      variants(style).find((each) => !used.has(lookOf(each))) ??
      style
    used.add(lineOf(free)).add(lookOf(free))
    styles.set(id, free)
  }
  return styles
}

/** Of one colour, from the style itself on. */
function variants(style: RunStyle): RunStyle[] {
  const [dash, symbol] = [runDashes.indexOf(style.dash), runSymbols.indexOf(style.symbol)]
  return runSymbols.flatMap((_, i) =>
    runDashes.map((__, j) => ({
      ...style,
      dash: runDashes[(dash + j) % runDashes.length],
      symbol: runSymbols[(symbol + i) % runSymbols.length],
    })),
  )
}

function lineOf({ color, dash }: RunStyle): string {
  return `${color} ${dash}`
}

function lookOf(style: RunStyle): string {
  return `${lineOf(style)} ${style.symbol}`
}

/** FNV-1a over UTF-16 units, its bits then mixed so that ids that end alike fall apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}
