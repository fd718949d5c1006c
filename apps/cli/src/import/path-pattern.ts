import { RemoteError } from '../remote/server-address.ts'

const number = String.raw`\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`
/** Placeholders of a pattern, with what each stands for. */
const placeholders: Readonly<Record<string, string>> = { width: String.raw`\d+`, seed: String.raw`\d+`, epoch: String.raw`\d+`, decay: number, name: '[^/]+?' } // prettier-ignore

/** Values of the placeholders of a pattern, as far as it has them. */
export interface PatternValues {
  readonly width?: number
  readonly seed?: number
  readonly epoch?: number
  readonly weightDecay?: number
  readonly name?: string
}

/** Pattern of names or paths, such as resnet_w{width}_s{seed}.npz. */
export interface Pattern {
  readonly text: string
  /** Returns the values of a text that fits from its beginning to its end; undefined for any other text. */
  match(text: string): PatternValues | undefined
}

/** Returns true for a text with a placeholder. */
export function isPattern(text: string): boolean {
  return /\{\w+\}/.test(text)
}

/**
 * Parses a pattern: {width}, {seed}, {epoch}, {decay} and {name} stand for values, * for anything within a folder. A
 * placeholder that comes twice has the same value. Throws RemoteError for an unknown one.
 */
export function parsePattern(text: string): Pattern {
  const seen = new Set<string>()
  const source = text.replaceAll(/\{(\w+)\}|\*|[\\^$.|?+()[\]{}]/g, (found: string, name?: string) => {
    if (found === '*') return '[^/]*'
    if (name === undefined) return `\\${found}`
    const kind = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined
    if (kind === undefined)
      throw new RemoteError(`"${text}": {${name}} is no placeholder. Use ${Object.keys(placeholders).map((own) => `{${own}}`).join(', ')} or *.`) // prettier-ignore
    if (seen.has(name)) return `\\k<${name}>`
    seen.add(name)
    return `(?<${name}>${kind})`
  })
  const expression = new RegExp(`^${source}$`, 'u')
  return {
    text,
    match(given) {
      const groups = expression.exec(given)?.groups ?? (expression.test(given) ? {} : undefined)
      if (!groups) return undefined
      const read = (name: string) => (groups[name] === undefined ? undefined : Number(groups[name]))
      return { width: read('width'), seed: read('seed'), epoch: read('epoch'), weightDecay: read('decay'), name: groups.name } // prettier-ignore
    },
  }
}

/** Splits a pattern of paths at the first folder that has a placeholder or a star. */
export function splitPattern(text: string): { readonly folder: string; readonly rest: string } {
  const parts = text.split('/')
  const at = parts.findIndex((part) => part.includes('*') || isPattern(part))
  const folder = parts.slice(0, at).join('/')
  return { folder: folder === '' ? (text.startsWith('/') ? '/' : '.') : folder, rest: parts.slice(at).join('/') } // prettier-ignore
}
