import { WhatPurgeWouldFreeDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { formatBytes, formatNumber } from '../parts/format.ts'
import type { Viewer } from './viewer.ts'

/** What of the lab's storage can be had back. */
export function StorageSection({ viewer }: { readonly viewer: Viewer }) {
  const [{ data, error, fetching }, ask] = useMutation(WhatPurgeWouldFreeDocument)
  const mayAsk = viewer.siteAdmin && viewer.scope === 'ADMIN'
  return (
    <section aria-labelledby="storage">
      <h2 id="storage">Storage</h2>
      <p className="lead">
        Files are kept once however often they are used, and deleted things for 30 days, so that they can be
        restored. How much the lab holds altogether, its data folder or bucket tells.
      </p>
      <p className="actions">
        <button
          type="button"
          disabled={!mayAsk || fetching}
          aria-describedby="storage-reason"
          onClick={() => void ask({})}
        >
          {fetching ? 'Counting…' : 'Count what can be freed'}
        </button>
        <span className="quiet" id="storage-reason">
          {mayAsk ? 'Nothing is removed by this.' : 'Only an administrator of the lab can ask for this.'}
        </span>
      </p>
      {error && <Problem error={error} />}
      {data && (
        <div role="status">
          <dl className="facts">
            <dt>Can be freed now</dt>
            <dd>
              {formatBytes(data.purge.bytes)} in {formatNumber(data.purge.blobs)} files that nothing uses any
              more
            </dd>
            <dt>Unfinished uploads</dt>
            <dd>{formatNumber(data.purge.leftovers)}</dd>
            <dt>Deleted more than 30 days ago</dt>
            <dd>
              {data.purge.records
                .filter(({ count }) => count > 0)
                .map(({ kind, count }) => `${formatNumber(count)} × ${kind}`)
                .join(', ') || 'nothing'}
            </dd>
          </dl>
        </div>
      )}
    </section>
  )
}
