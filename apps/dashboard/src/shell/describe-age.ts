import { countOf } from '../format/format.ts'
import type { ConnectionState } from '../api/connection.ts'

/** Describes how long ago something was, to the minute, hour or day. */
export function describeAge(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ago` : `${countOf(Math.floor(hours / 24), 'day')} ago`
}

/** Describes why the data on screen may be old; undefined if they are current. */
export function describeStaleness({ status, failing }: ConnectionState): string | undefined {
  if (status === 'refused') return 'Signed out'
  if (status === 'lost') return 'Offline'
  return failing ? 'Not up to date' : undefined
}
