import { parseName, scanTokens, type Places } from './json-tokens.ts'

const names = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g

/**
 * Returns true if an object of a JSON text has a key twice, of which JSON.parse keeps the last value alone. `value` is what
 * the text was parsed to.
 */
export function hasRepeatedKey(text: string, value: unknown): boolean {
  const kept = countKeys(value)
  let colons = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons++
  if (colons === kept) return false
  // Colons in strings count as well, so a closer look is needed only now.
  let written = 0
  for (const [, colon] of text.matchAll(names)) if (colon) written++
  return written > kept
}

/** Returns the place of the first key that an object of a JSON text has twice. */
export function findRepeatedKey(text: string): Places | undefined {
  const open: Set<string>[] = []
  for (const { part, before, places } of scanTokens(text)) {
    if (part === '{') open.push(new Set())
    else if (part === '}') open.pop()
    else if (part === ':') {
      const name = parseName(before)
      if (open.at(-1)!.has(name)) return [...places]
      open.at(-1)!.add(name)
    }
  }
  return undefined
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value)
  let count = Array.isArray(value) ? 0 : inner.length
  for (const one of inner) if (typeof one === 'object') count += countKeys(one)
  return count
}
