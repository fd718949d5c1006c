import { ExistingRun } from './existing-run.tsx'
import { NewRun } from './new-run.tsx'
import type { Catalogue } from '../fields/option.ts'
import type { ImportTarget } from './use-imported-for.ts'

interface ImportedForProps {
  readonly catalogue: Catalogue
  readonly target: ImportTarget
}

/** Says for which run a file is. */
export function ImportedFor({ catalogue, target }: ImportedForProps) {
  const { isNew, setNew } = target
  return (
    <section aria-labelledby="for">
      <h2 id="for">Run</h2>
      <fieldset>
        <legend>The file belongs to</legend>
        <p className="actions">
          <label>
            <input type="radio" name="target" checked={isNew} onChange={() => setNew(true)} /> a run that was
            trained elsewhere
          </label>
          <label>
            <input type="radio" name="target" checked={!isNew} onChange={() => setNew(false)} /> a run of this
            lab
          </label>
        </p>
        {isNew ? <NewRun catalogue={catalogue} target={target} /> : <ExistingRun />}
      </fieldset>
    </section>
  )
}
