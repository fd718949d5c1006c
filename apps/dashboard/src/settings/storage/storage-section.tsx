import { StorageUsedDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { Link } from '../../ui/link.tsx'
import { PurgeForm } from './purge-form.tsx'
import { StorageTable } from './storage-table.tsx'
import type { Viewer } from '../viewer.ts'

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
