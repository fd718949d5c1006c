'use client'
import { useId, useState } from 'react'
import { parseRanges, writeRanges } from './kept-groups.ts'
import { allOf } from './kept-choice.ts'

interface ChooseGroupsProps {
  readonly count: number
  readonly kept: readonly number[]
  readonly onChange: (kept: readonly number[]) => void
}

/** Groups up to which each has a box of its own. */
const mostBoxes = 64

/**
 * Form to choose the groups to keep: by boxes, by a list of numbers, the first so many, or all but those
 * that are kept.
 */
export function ChooseGroups({ count, kept, onChange }: ChooseGroupsProps) {
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const [first, setFirst] = useState(1)
  const [problem, setProblem] = useState<string>()
  const read = (text: string) => {
    setDraft(text)
    try {
      onChange(parseRanges(text, count))
      setProblem(undefined)
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  const choose = (groups: readonly number[]) => {
    setDraft(undefined)
    setProblem(undefined)
    onChange(groups)
  }
  return (
    <fieldset>
      <legend>Groups to keep</legend>
      {count <= mostBoxes && (
        <p className="kept-boxes">
          {allOf(count).map((group) => (
            <label key={group}>
              <input
                type="checkbox"
                checked={kept.includes(group)}
                onChange={({ target }) =>
                  choose(
                    target.checked
                      ? [...kept, group].sort((a, b) => a - b)
                      : kept.filter((each) => each !== group),
                  )
                }
              />{' '}
              <span className="hidden">group </span>
              {group}
            </label>
          ))}
        </p>
      )}
      <p className="actions">
        <label>
          Numbers{' '}
          <input
            value={draft ?? writeRanges(kept)}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            aria-describedby={id}
            onChange={({ target }) => read(target.value)}
            onBlur={() => {
              if (problem === undefined) setDraft(undefined)
            }}
          />
        </label>
        <label>
          First{' '}
          <input
            type="number"
            min={1}
            max={count}
            value={first}
            onChange={({ target }) =>
              setFirst(Math.min(count, Math.max(1, Math.trunc(target.valueAsNumber || 1))))
            }
          />
        </label>
        <button type="button" onClick={() => choose(allOf(first))}>
          {first === 1 ? 'Keep only the first' : `Keep the first ${first}`}
        </button>
        <button type="button" onClick={() => choose(allOf(count).filter((group) => !kept.includes(group)))}>
          All but these
        </button>
        <button type="button" disabled={kept.length === count} onClick={() => choose(allOf(count))}>
          All
        </button>
      </p>
      <p id={id} aria-live="polite" className={problem ? 'problem' : 'quiet'}>
        {problem ?? `${kept.length} of ${count} kept.`}
      </p>
    </fieldset>
  )
}
