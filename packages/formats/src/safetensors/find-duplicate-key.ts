const PIECE = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/**
 * Finds the first key that occurs twice in one object of a valid JSON text, which JSON.parse would silently
 * merge.
 */
export function findDuplicateKey(text: string): string | undefined {
  const objects: (Set<string> | undefined)[] = []
  let last = ''
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === '{') objects.push(new Set())
    else if (piece === '[') objects.push(undefined)
    else if (piece === '}' || piece === ']') objects.pop()
    else if (piece === ':') {
      // Escapes may spell one key in two ways.
      const key: string = JSON.parse(last)
      const keys = objects.at(-1)
      if (keys?.has(key)) return key
      keys?.add(key)
    }
    last = piece
  }
  return undefined
}
