'use client'
import { CompareChoicesDocument } from '@mitoscope/schema/documents'
import { Link } from '../parts/link.tsx'
import { useQuery } from 'urql'
import { WidthChoice } from './width-choice.tsx'

/** What to do where nothing is chosen, or nothing of it is there any more. */
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
          ? 'None of the runs that the address names is there for you: they may have been deleted. '
          : 'No runs are chosen yet. '}
        Tick some in the <Link href="/runs">table of runs</Link> and press Compare there: their curves come to
        lie over each other, runs that differ by their seed only as one mean with its spread.
      </p>
      {sweeps.length > 0 && (
        <>
          <p>Or take all the runs of a sweep:</p>
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
          <p>Or all the runs of some widths:</p>
          {models.map((model) => (
            <WidthChoice key={model.id} model={model} />
          ))}
        </>
      )}
    </div>
  )
}
