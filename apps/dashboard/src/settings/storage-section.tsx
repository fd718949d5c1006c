import { StorageUsedDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { Link } from '../parts/link.tsx'
import { PurgeForm } from './purge-form.tsx'
import { StorageTable } from './storage-table.tsx'
import type { Viewer } from './viewer.ts'

/** How much is stored, and what of it can be had back. */
export function StorageSection({ viewer }: { readonly viewer: Viewer }) {
  const [state, ask] = useQuery({ query: StorageUsedDocument })
  const again = () => ask({ requestPolicy: 'network-only' })
  const mayPurge = viewer.siteAdmin && viewer.scope === 'ADMIN'
  return (
    <section aria-labelledby="storage">
      <h2 id="storage">Storage</h2>
      <p className="lead">
        Representations, checkpoints and results. A file is kept once however often it is used, so projects
        that share files add up to more than the lab holds; what is deleted counts until it is purged.
      </p>
      <Answer state={state} retry={again}>
        {({ projects, storage }) =>
          projects.nodes.length === 0 ? (
            <p className="card">There is no project that you may see, and so nothing stored for you.</p>
          ) : (
            <StorageTable projects={projects.nodes} total={storage ?? null} />
          )
        }
      </Answer>
      <h3>Purge</h3>
      <p className="quiet">
        Deleted things can be restored in the <Link href="/bin">bin</Link> until they are purged; files that
        nothing uses any more go with them, a week after they were stored.
      </p>
      {mayPurge ? (
        <PurgeForm onPurged={again} />
      ) : (
        <p className="quiet">Only an administrator of the lab can purge: ask one of yours.</p>
      )}
    </section>
  )
}
