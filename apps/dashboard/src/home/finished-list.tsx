import type { HomeWorkQuery } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { formatTime } from '../format/format.ts'
import { listFinished } from './finished.ts'

/** List of what finished last. */
export function FinishedList({ work }: { readonly work: HomeWorkQuery }) {
  const finished = listFinished(work)
  return (
    <section aria-labelledby="finished">
      <h2 id="finished">Finished recently</h2>
      {finished.length === 0 && <p className="quiet">Nothing yet.</p>}
      <ul className="plain-list">
        {finished.map(({ key, kind, what, href, about, finishedAt }) => (
          <li key={key}>
            <Link href={href}>{what}</Link>{' '}
            <span className="quiet">{[kind, about, formatTime(finishedAt)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
