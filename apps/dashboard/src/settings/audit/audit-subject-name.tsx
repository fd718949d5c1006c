import type { AuditSubjectFragment } from '@mitoscope/schema/documents'
import { Link } from '../../ui/link.tsx'
import { nameSubject, readSubject, shortenIds } from './audit-subject.ts'

interface AuditSubjectNameProps {
  /** As the trail writes it. */
  readonly text: string
  /** What is known of the things that the trail names, by their ids. */
  readonly known: ReadonlyMap<string, AuditSubjectFragment>
}

/** Who or what an entry names: by its name where it may be seen and is still there, else by the beginning of its id. */
export function AuditSubjectName({ text, known }: AuditSubjectNameProps) {
  const subject = readSubject(text)
  const found = subject?.globalId === undefined ? undefined : known.get(subject.globalId)
  if (!subject || !found) return <span title={text}>{shortenIds(text)}</span>
  const { name, href } = nameSubject(found)
  return (
    <span title={text}>
      {subject.kind} {href ? <Link href={href}>{name}</Link> : name}
    </span>
  )
}
