import { LabError } from '@mitoscope/lab'
import { deepestVariables } from './limits.ts'

/** Allowed levels: the envelope, its variables and one more. */
const deepest = deepestVariables + 3
const [quote, backslash] = [0x22, 0x5c]
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Throws if a JSON body, not yet parsed, is nested too deeply. Parsing a million levels blocks the server for
 * most of a second; counting them takes a millisecond.
 */
export function rejectNesting(body: Uint8Array): void {
  let depth = 0
  let quoted = false
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]
    if (quoted) {
      if (byte === backslash) i++
      else if (byte === quote) quoted = false
    } else if (byte === quote) quoted = true
    else if (byte === openList || byte === openObject) {
      if (++depth > deepest)
        throw new LabError(
          'BAD_USER_INPUT',
          `The body has more than ${deepest} levels of nesting. Send deeply nested values as text.`,
        )
    } else if (byte === closeList || byte === closeObject) depth--
  }
}
