import type { StorageUsedQuery } from '@mitoscope/schema/documents'
import { formatBytes, formatNumber } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import './storage-table.css'

interface StorageTableProps {
  readonly projects: StorageUsedQuery['projects']['nodes']
  /** Storage of the whole lab; null for viewers who may not know it. */
  readonly total: StorageUsedQuery['storage']
}

/**
 * Table of how much each project stores, the most first, beside a bar as long as its share of the largest.
 */
export function StorageTable({ projects, total }: StorageTableProps) {
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
