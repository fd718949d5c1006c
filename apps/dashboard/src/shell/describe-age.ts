import { countOf } from '../format/count-of.ts'
import type { ConnectionState } from '../api/connection.ts'

/** How long ago something was, in words that change by the minute at most. */
export function describeAge(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ago` : `${countOf(Math.floor(hours / 24), 'day')} ago`
}

/** Why what is shown may be old; undefined when it is not. */
export function describeStaleness({ status, failing }: ConnectionState): string | undefined {
  if (status === 'refused') return 'Signed out'
  if (status === 'lost') return 'Offline'
  return failing ? 'Not up to date' : undefined
}
