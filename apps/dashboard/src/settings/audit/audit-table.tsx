import {
  AuditSubjectsDocument,
  type AuditTrailQuery,
  type AuditSubjectFragment,
} from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { formatTime } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { shortenIds, parseSubject, nameSubject, describeDetail } from './audit-entry.ts'
import { Link } from '../../ui/link.tsx'

interface AuditTableProps {
  readonly events: AuditTrailQuery['auditTrail']['nodes']
  readonly onProject: (id: string) => void
}

/** Entries of the audit trail. */
export function AuditTable({ events, onProject }: AuditTableProps) {
  const known = useAuditSubjects(events.flatMap(({ actor, subject }) => [actor, subject]))
  return (
    <ScrollRegion label="Entries of the audit trail">
      <table className="wide settings-audit">
        <caption className="hidden">Entries of the audit trail</caption>
        <thead>
          <tr>
            {['When', 'Who', 'Did', 'To', 'In', 'Detail'].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(({ id, at, actor, action, subject, detail, tokenId, requestId, project }) => (
            <tr key={id}>
              <td>
                <time dateTime={at}>{formatTime(at)}</time>
              </td>
              <td>
                <AuditSubjectName text={actor} known={known} />
                {tokenId && <span className="quiet"> by a token</span>}
              </td>
              <td>
                <code>{action}</code>
              </td>
              <td>
                <AuditSubjectName text={subject} known={known} />
              </td>
              <td>
                {project && (
                  <button type="button" className="plain" onClick={() => onProject(String(project.id))}>
                    {project.name}
                    <span className="hidden">: only its entries</span>
                  </button>
                )}
              </td>
              <td className="settings-detail" title={describeDetail(detail)}>
                {shortenIds(describeDetail(detail))}
                {requestId && (
                  <span className="quiet" title={requestId}>
                    {' '}
                    request {requestId.slice(0, 8)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/**
 * Finds what these texts of the audit trail name, by global id; empty until it is known, and without what
 * the viewer may not see.
 */
function useAuditSubjects(texts: readonly string[]): ReadonlyMap<string, AuditSubjectFragment> {
  const ids = [...new Set(texts.flatMap((text) => parseSubject(text)?.globalId ?? []))].sort()
  const [{ data }] = useQuery({ query: AuditSubjectsDocument, variables: { ids }, pause: ids.length === 0 })
  const found = data?.nodes.filter((node) => node !== null) ?? []
  return new Map(found.map((node) => [node.id, node]))
}

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
function AuditSubjectName({ text, known }: AuditSubjectNameProps) {
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
