import type { AuditSubjectFragment } from '@mitoscope/schema/documents'

/** Subject of an audit entry; the trail writes "sweep ccae0ea2-…". */
interface AuditSubject {
  readonly kind: string
  /** Id of the subject's record. */
  readonly id: string
  /** Global id by which the server may know the subject; undefined for kinds without one. */
  readonly globalId?: string
}

const types: Readonly<Record<string, string>> = {
  analysis: 'Analysis',
  model: 'Model',
  project: 'Project',
  representation: 'Representation',
  run: 'TrainingRun',
  sweep: 'Sweep',
  token: 'ApiToken',
  user: 'User',
}

/** Undefined for a text of another form, as "lab" or somebody's name. */
export function parseSubject(text: string): AuditSubject | undefined {
  const [, kind, id] = /^([a-z]+) ([\w-]{16,})$/.exec(text) ?? []
  if (!kind || !id) return undefined
  const type = types[kind]
  return type ? { kind, id, globalId: toGlobalId(type, id) } : { kind, id }
}

/**
 * Returns a global id as the server makes it. Should that change, it knows none of these ids, and they are
 * shown as they are.
 */
function toGlobalId(type: string, id: string): string {
  return btoa(`${type}:${id}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Returns the name of an object and, if it has one, its page. */
export function nameSubject(found: AuditSubjectFragment): { readonly name: string; readonly href?: string } {
  const to = (page: string, id: string) => `/${page}?id=${encodeURIComponent(id)}`
  switch (found.__typename) {
    case 'TrainingRun':
      return { name: found.name, href: to('run', found.id) }
    case 'Sweep':
      return { name: found.name, href: to('sweep', found.id) }
    case 'Analysis': {
      const name = found.run ? `${found.measure} of ${found.run.name}` : found.measure
      return { name, href: to('analysis', found.id) }
    }
    case 'Representation':
      return found.run
        ? { name: `${found.fileName} of ${found.run.name}`, href: to('run', found.run.id) }
        : { name: found.fileName }
    case 'Model':
    case 'Project':
    case 'User':
    case 'ApiToken':
      return { name: found.name }
    default:
      return { name: found.id }
  }
}

const uuids = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g

/** A text with the beginnings only of the ids in it: enough to tell one from another. */
export function shortenIds(text: string): string {
  return text.replace(uuids, '$1…')
}

/** Describes what else is known of an entry, as "measure groups, seed 0"; empty if nothing is. */
export function describeDetail(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ')
}
