'use client'
import { countOf } from '../format/count-of.ts'
import type { CompareChoicesQuery } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { useState } from 'react'
import { formatNumber } from '../format/format.ts'
import './compare-widths.css'

type Model = CompareChoicesQuery['models']['nodes'][number]

/** Widths of a model to take all the runs of, several at once. */
export function WidthChoice({ model: { name, widths } }: { readonly model: Model }) {
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
