import { StorageUsedDocument, type StorageUsedQuery } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { Link } from '../../ui/link.tsx'
import { PurgeForm } from './purge-form.tsx'
import type { Viewer } from '../viewer.ts'
import { formatBytes, formatNumber } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import './storage-table.css'

/** Stored bytes by project, with the purge. */
export function StorageSection({ viewer }: { readonly viewer: Viewer }) {
  const [state, ask] = useQuery({ query: StorageUsedDocument })
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const mayPurge = viewer.siteAdmin && viewer.scope === 'ADMIN'
  return (
    <section aria-labelledby="storage">
      <h2 id="storage">Storage</h2>
      <p className="lead">
        Size of representations, checkpoints and results. The lab stores each file once. If projects share
        files, their sum exceeds the total of the lab. Deleted items count until they are purged.
      </p>
      <QueryBoundary state={state} retry={refetch}>
        {({ projects, storage }) =>
          projects.nodes.length === 0 ? (
            <p className="card">You are not a member of any project, so there is no storage to show.</p>
          ) : (
            <StorageTable projects={projects.nodes} total={storage ?? null} />
          )
        }
      </QueryBoundary>
      <h3>Purge</h3>
      <p className="quiet">
        You can restore deleted items in the <Link href="/bin">bin</Link> until they are purged. A purge also
        removes unused files a week after they were stored.
      </p>
      {mayPurge ? (
        <PurgeForm onPurged={refetch} />
      ) : (
        <p className="quiet">Only administrators of the lab can purge.</p>
      )}
    </section>
  )
}

interface StorageTableProps {
  readonly projects: StorageUsedQuery['projects']['nodes']
  /** Storage of the whole lab; null for viewers who may not know it. */
  readonly total: StorageUsedQuery['storage']
}

/**
 * Table of how much each project stores, the most first, beside a bar as long as its share of the largest.
 */
function StorageTable({ projects, total }: StorageTableProps) {
  const sorted = projects.toSorted((a, b) => b.storedBytes - a.storedBytes)
  const largestBytes = Math.max(1, sorted[0]?.storedBytes ?? 0)
  return (
    <ScrollRegion label="Storage by project">
      <table className="wide storage-table">
        <caption className="hidden">Storage by project</caption>
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col" className="number">
              Stored
            </th>
            <th scope="col" className="number">
              Files
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ id, name, storedBytes, storedFiles }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="number">{formatBytes(storedBytes)}</td>
              <td className="number">{formatNumber(storedFiles)}</td>
              <td aria-hidden>
                <span className="storage-bar" style={{ width: `${(100 * storedBytes) / largestBytes}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <th scope="row">The whole lab</th>
              <td className="number">{formatBytes(total.bytes)}</td>
              <td className="number">{formatNumber(total.files)}</td>
              <td className="quiet">each file once, also those that nothing uses any more</td>
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollRegion>
  )
}
