import { badInput, describePlaces, findInexactNumbers } from '@mitoscope/lab'

/** Pattern of the paths of metric values. */
const measured = /(^|\.)(value|values\[\d*\])$/

/**
 * Throws BAD_USER_INPUT if a JSON text holds a number that JSON.parse changes, because the change is
 * invisible later. The error leaves out the `outer` first places of the path: in a body, the name of the
 * field "variables".
 */
export function refuseInexact(text: string, outer = 1): void {
  for (const { written, places } of findInexactNumbers(text))
    throw inexactNumber(written, describePlaces(places.slice(outer)) || 'body')
}

/** Returns the error for a number that JSON.parse would change, with a remedy for that place. */
export function inexactNumber(written: string, path: string): Error {
  const short = written.length > 50 ? `${written.slice(0, 50)}…` : written
  return badInput(
    path,
    `${short} cannot be stored exactly`,
    measured.test(path)
      ? 'Metrics are 64-bit floating-point numbers: send the nearest one, or null for a value that is not finite'
      : 'Send it as a string where JSON is taken, as in config; elsewhere send a number that a 64-bit floating-point number holds',
  )
}
