'use client'
import { CompareChoicesDocument, type CompareChoicesQuery } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { useState } from 'react'
import { Link } from '../ui/link.tsx'
import { countOf, formatNumber } from '../format/format.ts'
import './compare-widths.css'

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
            <WidthChoice key={model.id} model={model} of={nameModel(model, models)} />
          ))}
        </>
      )}
    </div>
  )
}

type Model = CompareChoicesQuery['models']['nodes'][number]

/** Name of a model, with its project where others have the same name. */
function nameModel({ name, project }: Model, models: readonly Model[]): string {
  const isShared = models.filter((model) => model.name === name).length > 1
  return isShared ? `${name} (${project.name})` : name
}

/** Widths of a model to take all the runs of, several at once. */
function WidthChoice({ model: { widths }, of: name }: { readonly model: Model; readonly of: string }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const filled = widths.filter(({ runCount }) => runCount > 0)
  if (filled.length === 0) return null
  const decays = new Set(filled.map(({ weightDecay }) => weightDecay))
  return (
    <>
      <fieldset className="compare-widths">
        <legend>{name}</legend>
        {filled.map(({ id, width, weightDecay, runCount }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />{' '}
            width {formatNumber(width)}
            {decays.size > 1 && `, weight decay ${formatNumber(weightDecay)}`}
            <span className="quiet"> ({countOf(runCount, 'run')})</span>
          </label>
        ))}
      </fieldset>
      {chosen.length > 0 && (
        <p>
          <Link href={`/compare?widths=${chosen.map(encodeURIComponent).join(',')}`}>
            Compare {chosen.length} {chosen.length === 1 ? 'width' : 'widths'} of {name}
          </Link>
        </p>
      )}
    </>
  )
}
