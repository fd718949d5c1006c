import { DOMParser } from 'linkedom'

/** The part of a parsed document that tests look at. */
export interface Parsed {
  readonly querySelectorAll: (selector: string) => readonly Parsed[]
  readonly querySelector: (selector: string) => Parsed | null
  readonly textContent: string
  readonly getAttribute: (name: string) => string | null
  readonly children: readonly Parsed[]
}

/** Parses an SVG document; throws where it is not well-formed or would draw nothing sensible. */
export function readSvg(svg: string): Parsed {
  checkTags(svg)
  for (const [, name, value] of svg.matchAll(/ ([\w-]+)="([^"]*)"/g)) {
    if (/NaN|undefined|Infinity|null/.test(value)) throw new Error(`${name} is ${value}`)
  }
  if (/<script|<style|href|url\(/.test(svg)) throw new Error('refers to something outside, or runs something')
  return new DOMParser().parseFromString(svg, 'image/svg+xml') as unknown as Parsed
}

/** linkedom's parser forgives much; XML does not. */
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

/** Number of marks in the groups of a class, legend aside. */
export function countMarks(document: Parsed, className: string): number {
  return document
    .querySelectorAll(`.panel .${className}`)
    .reduce((sum, { children }) => sum + children.length, 0)
}
