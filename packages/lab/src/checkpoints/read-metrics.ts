import { badInput } from '../errors/lab-error.ts'
import { rejectUnstorable } from '../records/text-fields.ts'

const most = 1_000

/** Validates numbers by name; values that are not finite become null. Throws BAD_USER_INPUT for other values. */
export function readMetrics(given: object): Record<string, number | null> {
  const entries = Object.entries(given)
  if (entries.length > most)
    throw badInput('metrics', `${entries.length} are too many`, `Give at most ${most}`)
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (value !== null && typeof value !== 'number')
        throw badInput(
          `metrics "${name}"`,
          'its value is not a number',
          'Give a number, or null for one not finite',
        )
      rejectUnstorable('metrics', name)
      return [name, value !== null && Number.isFinite(value) ? value : null]
    }),
  )
}
