import { AuditSubjectsDocument, type AuditSubjectFragment } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { readSubject } from './audit-subject.ts'

/**
 * Finds what these texts of the audit trail name, by global id; empty until it is known, and without what
 * the viewer may not see.
 */
export function useAuditSubjects(texts: readonly string[]): ReadonlyMap<string, AuditSubjectFragment> {
  const ids = [...new Set(texts.flatMap((text) => readSubject(text)?.globalId ?? []))].sort()
  const [{ data }] = useQuery({ query: AuditSubjectsDocument, variables: { ids }, pause: ids.length === 0 })
  const found = data?.nodes.filter((node) => node !== null) ?? []
  return new Map(found.map((node) => [node.id, node]))
}
