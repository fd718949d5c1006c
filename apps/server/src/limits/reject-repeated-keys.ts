import { badInput, describePlaces, findRepeatedKey, hasRepeatedKey } from '@mitoscope/lab'

/**
 * Throws BAD_USER_INPUT if an object of a JSON text has a key twice, because JSON.parse keeps the last value and drops the
 * others. `value` is what the text was parsed to. The error leaves out the `outer` first places of the path: in a body, the
 * name of the field "variables".
 */
export function rejectRepeatedKeys(text: string, value: unknown, outer = 1): void {
  if (!hasRepeatedKey(text, value)) return
  const places = findRepeatedKey(text)!
  throw badInput(
    describePlaces(places.slice(Math.min(outer, places.length - 1))),
    'the key is given twice',
    'Send it once',
  )
}
