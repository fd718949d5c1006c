'use client'
import { CompareChoicesDocument } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { useQuery } from 'urql'
import { WidthChoice } from './width-choice.tsx'

/** Ways to select runs, if none are selected or none of them can be shown. */
export function CompareChoice({ gone }: { readonly gone?: boolean }) {
  const [{ data }] = useQuery({ query: CompareChoicesDocument })
  const sweeps = data?.sweeps.nodes ?? []
  const models = (data?.models.nodes ?? []).filter(({ widths }) =>
    widths.some(({ runCount }) => runCount > 0),
  )
  return (
    <div className="card">
      <p>
        {gone
          ? 'None of the runs in the address can be shown. They may have been deleted, or you may not read them. '
          : 'No runs are chosen yet. '}
        Select runs in the <Link href="/runs">table of runs</Link> and press Compare. Their curves are drawn
        in one chart. Runs that differ only by their seed are drawn as their mean with its spread.
      </p>
      {sweeps.length > 0 && (
        <>
          <p>Or compare all runs of a sweep:</p>
          <ul>
            {sweeps.map(({ id, name }) => (
              <li key={id}>
                <Link href={`/compare?sweeps=${encodeURIComponent(id)}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {models.length > 0 && (
        <>
          <p>Or compare all runs of some widths:</p>
          {models.map((model) => (
            <WidthChoice key={model.id} model={model} />
          ))}
        </>
      )}
    </div>
  )
}
