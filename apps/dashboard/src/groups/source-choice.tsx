'use client'
import { Link } from '../ui/link.tsx'
import { parseAsString, useQueryStates } from 'nuqs'
import { nameSource, type Source } from './sources.ts'

interface SourceChoiceProps {
  /** The analysis of the address. */
  readonly id: string
  readonly shape: 'PARTITION' | 'MATRIX'
  readonly chosen: Source
  readonly all: readonly Source[]
}

/** Choice of one of several analyses of a layer, with a link to its page. */
export function SourceChoice({ id, shape, chosen, all }: SourceChoiceProps) {
  const [, setPlace] = useQueryStates(
    { id: parseAsString, with: parseAsString },
    { history: 'push', clearOnDefault: true },
  )
  const fitting = all.filter(({ definition }) => definition?.shape === shape)
  return (
    <p className="actions">
      {fitting.length > 1 && (
        <label>
          {shape === 'PARTITION' ? 'Partition' : 'Matrix'}{' '}
          <select
            value={chosen.id}
            onChange={({ target }) =>
              void setPlace(chosen.id === id ? { id: target.value } : { with: target.value })
            }
          >
            {fitting.map((source) => (
              <option key={source.id} value={source.id}>
                {nameSource(source)}
                {source.state === 'FINISHED' ? '' : ` (${source.state.toLowerCase()})`}
              </option>
            ))}
          </select>
        </label>
      )}
      <span className="quiet">
        By <Link href={`/analysis?id=${chosen.id}`}>{nameSource(chosen)}</Link>
      </span>
    </p>
  )
}
