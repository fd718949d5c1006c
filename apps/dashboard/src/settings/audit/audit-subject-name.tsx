import type { AuditSubjectFragment } from '@mitoscope/schema/documents'
import { Link } from '../../ui/link.tsx'
import { nameSubject, parseSubject, shortenIds } from './audit-subject.ts'

interface AuditSubjectNameProps {
  /** Subject as the trail writes it. */
  readonly text: string
  /** Known objects that the trail names, by their global ids. */
  readonly known: ReadonlyMap<string, AuditSubjectFragment>
}

/**
 * Name of whom or what an entry is about, if it may be seen and is still there, else the beginning of its
 * id.
 */
export function AuditSubjectName({ text, known }: AuditSubjectNameProps) {
  const subject = parseSubject(text)
  const found = subject?.globalId === undefined ? undefined : known.get(subject.globalId)
  if (!subject || !found) return <span title={text}>{shortenIds(text)}</span>
  const { name, href } = nameSubject(found)
  return (
    <span title={text}>
      {subject.kind} {href ? <Link href={href}>{name}</Link> : name}
    </span>
  )
}
