'use client'
import { useQueryStates } from 'nuqs'
import { formatNumber } from '../format/format.ts'
import type { Series } from './series.ts'
import { toggleWidth, widthsOf } from './selection.ts'
import { compareParsers } from './view.ts'
import './compare-widths.css'

/** Choice of the widths that are shown, if there are several. */
export function WidthFilter({ series }: { readonly series: readonly Series[] }) {
  const [{ only }, setView] = useQueryStates(compareParsers, { history: 'push' })
  const widths = widthsOf(series)
  if (widths.length < 2) return null
  const shown = widths.filter((width) => only.length === 0 || only.includes(width))
  return (
    <fieldset className="compare-widths">
      <legend>Widths shown</legend>
      {widths.map((width) => {
        const isShown = shown.includes(width)
        return (
          <label key={width}>
            <input
              type="checkbox"
              checked={isShown}
              // Nothing at all is no picture.
              disabled={isShown && shown.length === 1}
              onChange={() => void setView({ only: toggleWidth(widths, only, width) })}
            />{' '}
            {formatNumber(width)}
          </label>
        )
      })}
      {shown.length < widths.length && (
        <button type="button" onClick={() => void setView({ only: null })}>
          All widths
        </button>
      )}
    </fieldset>
  )
}
