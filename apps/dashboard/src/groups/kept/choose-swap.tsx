'use client'
import { allOf, type KeptChoice } from './kept-choice.ts'

interface ChooseSwapProps {
  readonly count: number
  readonly choice: KeptChoice
  readonly onChange: (change: Partial<KeptChoice>) => void
}

const readoutNames = [
  ['ORIGINAL', 'unchanged'],
  ['RESCALED', 'rescaled to the whole width'],
  ['REFIT', 'refitted on training rows'],
] as const

/**
 * Form to choose which group takes the place of which and how, and the readout that the kept groups feed.
 */
export function ChooseSwap({ count, choice: { kept, swap, readout }, onChange }: ChooseSwapProps) {
  const setReplaced = (replaced: number) => {
    if (replaced === 0) return onChange({ swap: null })
    const by = swap && swap.by !== replaced ? swap.by : allOf(count).find((group) => group !== replaced)!
    onChange({ swap: { replaced, by, how: swap?.how ?? 'map' } })
  }
  return (
    <fieldset>
      <legend>Replace one group by another</legend>
      <p className="actions">
        <label>
          Replace{' '}
          <select value={swap?.replaced ?? 0} onChange={({ target }) => setReplaced(Number(target.value))}>
            <option value={0}>none</option>
            {kept.map((group) => (
              <option key={group} value={group}>
                group {group}
              </option>
            ))}
            {swap && !kept.includes(swap.replaced) && (
              <option value={swap.replaced}>group {swap.replaced} (not kept)</option>
            )}
          </select>
        </label>
        <label>
          by{' '}
          <select
            value={swap?.by ?? 0}
            disabled={!swap}
            onChange={({ target }) => swap && onChange({ swap: { ...swap, by: Number(target.value) } })}
          >
            {!swap && <option value={0}>–</option>}
            {allOf(count)
              .filter((group) => group !== swap?.replaced)
              .map((group) => (
                <option key={group} value={group}>
                  group {group}
                </option>
              ))}
          </select>
        </label>
        <label>
          which{' '}
          <select
            value={swap?.how ?? 'map'}
            disabled={!swap}
            onChange={({ target }) =>
              swap && onChange({ swap: { ...swap, how: target.value === 'twice' ? 'twice' : 'map' } })
            }
          >
            <option value="map">replaces it through a linear map</option>
            <option value="twice">counts twice in its place</option>
          </select>
        </label>
        <label>
          Readout{' '}
          <select
            value={readout}
            onChange={({ target }) =>
              onChange({ readout: readoutNames.find(([name]) => name === target.value)![0] })
            }
          >
            {readoutNames.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </p>
    </fieldset>
  )
}
