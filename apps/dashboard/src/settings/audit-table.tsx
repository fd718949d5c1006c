import type { AuditTrailQuery } from '@mitoscope/schema/documents'
import { formatTime } from '../parts/format.ts'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import { describeDetail } from './describe-detail.ts'

interface AuditTableProps {
  readonly events: AuditTrailQuery['auditTrail']['nodes']
  readonly onProject: (id: string) => void
}

/** Entries of the audit trail. */
export function AuditTable({ events, onProject }: AuditTableProps) {
  return (
    <ScrollRegion label="Entries of the audit trail">
      <table className="wide">
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
                <time className="settings-time" dateTime={at}>
                  {formatTime(at)}
                </time>
              </td>
              <td>
                {actor}
                {tokenId && <span className="quiet"> by a token</span>}
              </td>
              <td>
                <code>{action}</code>
              </td>
              <td>{subject}</td>
              <td>
                {project && (
                  <button type="button" className="plain" onClick={() => onProject(String(project.id))}>
                    {project.name}
                    <span className="hidden">: only its entries</span>
                  </button>
                )}
              </td>
              <td className="settings-detail">
                {describeDetail(detail)}
                {requestId && <span className="quiet"> request {requestId.slice(0, 8)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
