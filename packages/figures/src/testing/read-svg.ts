import { DOMParser } from 'linkedom'

/** The part of a parsed document that tests read. */
export interface Parsed {
  readonly querySelectorAll: (selector: string) => readonly Parsed[]
  readonly querySelector: (selector: string) => Parsed | null
  readonly textContent: string
  readonly getAttribute: (name: string) => string | null
  readonly children: readonly Parsed[]
}

/** Parses an SVG document. Throws if it is not well-formed or has a value that cannot be drawn. */
export function readSvg(svg: string): Parsed {
  checkTags(svg)
  for (const [, name, value] of svg.matchAll(/ ([\w-]+)="([^"]*)"/g)) {
    if (/NaN|undefined|Infinity|null/.test(value)) throw new Error(`${name} is ${value}`)
  }
  if (/<script|<style|href|url\(/.test(svg)) throw new Error('refers to something outside, or runs something')
  return new DOMParser().parseFromString(svg, 'image/svg+xml') as unknown as Parsed
}

/** Checks the markup, because linkedom's parser accepts what XML forbids. */
function checkTags(svg: string): void {
  const open: string[] = []
  const rest = svg.replace(
    /<(\/?)([\w]+)((?: [\w:-]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)(\/?)>/g,
    (_, end, name, __, closed) => {
      if (end && open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      if (!end && !closed) open.push(name)
      return ''
    },
  )
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`)
  if (/[<>"]|&(?!#\d+;)/.test(rest)) throw new Error('has markup that is not escaped')
}

/** Returns the number of marks in the groups of a class, without the legend. */
export function countMarks(document: Parsed, className: string): number {
  return document
    .querySelectorAll(`.panel .${className}`)
    .reduce((sum, { children }) => sum + children.length, 0)
}
