import { useId, useState } from 'react'
import { Problem } from '../../ui/query-boundary.tsx'
import { formatBytes, countOf } from '../../format/format.ts'
import { WorkProgress } from '../../ui/work-state.tsx'
import { ImportedFor } from './imported-for.tsx'
import type { Catalogue, Option } from '../fields/option.ts'
import { OptionField } from '../fields/option-fields.tsx'
import { parseOption } from '../fields/parse-form.ts'
import { extensionsOf, rejectFile } from '../transfer/inspect-file.ts'
import { SendButton } from '../send-button.tsx'
import { useImport } from './use-import.ts'
import { useImportedFor } from './use-imported-for.ts'
import { Link } from '../../ui/link.tsx'
import { possibleMeasures, chooseMeasures } from '../analysis/measure-choice.ts'
import type { Transferred } from '../transfer/transfer-file.ts'

const epochOption: Option = {
  name: 'epoch',
  title: 'Epoch',
  kind: 'INTEGER',
  choices: [],
  minimum: 0,
  mayBeEmpty: false,
  description:
    'Epoch at which the representation was saved. A run can have one representation per layer and epoch.',
}

/** Sends a representation that was computed elsewhere, so that it can be measured here. */
export function ImportForm({ catalogue }: { readonly catalogue: Catalogue }) {
  const id = useId()
  const [file, setFile] = useState<File>()
  const [epoch, setEpoch] = useState('')
  const [site, setSite] = useState('')
  const target = useImportedFor(catalogue)
  const { state, send, pause, discard, reset } = useImport()
  const parsed = parseOption(epochOption, epoch)
  const busy = state.step === 'busy'
  const reason =
    rejectFile(file, catalogue.fileFormats) ??
    target.reason ??
    (parsed.problem === undefined ? undefined : 'Correct first: Epoch.')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (file && reason === undefined && parsed.problem === undefined)
          void send(file, target, parsed.value as number | undefined, site.trim() || undefined)
      }}
    >
      <section aria-labelledby="file">
        <h2 id="file">File</h2>
        <div className="fields">
          <div className="field">
            <label htmlFor={id}>Representation</label>
            <input
              id={id}
              type="file"
              accept={extensionsOf(catalogue.fileFormats).join(',')}
              disabled={busy}
              aria-describedby={`${id}-hint`}
              onChange={({ target: { files } }) => {
                setFile(files?.[0])
                reset()
              }}
            />
            <p className="quiet" id={`${id}-hint`}>
              One file with the activations of a layer (features.test) and, if you have them, labels and
              readout: {catalogue.fileFormats.map(({ title }) => title).join(', ')} (
              {extensionsOf(catalogue.fileFormats).join(', ')}), as for{' '}
              <code>npm run -s mitoscope -- upload</code>.
              {file && ` ${file.name} has ${formatBytes(file.size)}.`}
            </p>
          </div>
          <OptionField
            option={epochOption}
            text={epoch}
            problem={parsed.problem}
            disabled={busy}
            onChange={setEpoch}
          />
          <div className="field">
            <label htmlFor={`${id}-site`}>Layer</label>
            <input
              id={`${id}-site`}
              value={site}
              maxLength={200}
              placeholder="last hidden layer"
              disabled={busy}
              aria-describedby={`${id}-site-hint`}
              onChange={({ target: { value } }) => setSite(value)}
            />
            <p className="quiet" id={`${id}-site-hint`}>
              Name of the layer, for example layer4. Empty for the one that the file names, or the last hidden
              layer, whose neurons are the width of the run.
            </p>
          </div>
        </div>
      </section>
      <ImportedFor catalogue={catalogue} target={target} />
      {busy && (
        <div className="card">
          <WorkProgress of={file?.name ?? 'the file'} {...state} />
          <p className="actions">
            <button type="button" onClick={pause}>
              Pause
            </button>
            <button type="button" onClick={discard}>
              Cancel
            </button>
          </p>
        </div>
      )}
      {state.step === 'paused' && (
        <div className="card">
          <p role="status">
            Paused. The server keeps the uploaded part for a week. “Resume” sends the rest. You can also close
            this page and later choose the same file for the same run.
          </p>
          <button type="button" onClick={discard}>
            Discard the upload
          </button>
        </div>
      )}
      {state.step === 'discarded' && (
        <p className="card" role="status">
          Upload discarded. The server keeps no part of the file.
        </p>
      )}
      {state.step === 'failed' &&
        (state.error ? (
          <Problem error={state.error} />
        ) : (
          <p className="problem" role="alert">
            {state.message}
            {state.retry && ' “Try again” resumes where it stopped.'}
          </p>
        ))}
      {state.step === 'done' ? (
        <ImportDone {...state} catalogue={catalogue} onMore={reset} />
      ) : (
        <SendButton
          label={
            state.step === 'paused'
              ? 'Resume'
              : state.step === 'failed' && state.retry
                ? 'Try again'
                : 'Import'
          }
          busyLabel="Importing…"
          busy={busy}
          reason={reason}
        />
      )}
    </form>
  )
}

interface ImportDoneProps extends Transferred {
  readonly catalogue: Catalogue
  readonly onMore: () => void
}

/** Note on a stored representation with the next steps. */
function ImportDone({ catalogue, runId, width, tensors, known, onMore }: ImportDoneProps) {
  const usual = catalogue.sweepMeasures.map(({ name }) => name)
  const wanted = catalogue.measures.filter(({ name }) => usual.includes(name))
  const possible = possibleMeasures(wanted, tensors)
  const missing = wanted.filter((measure) => !possible.includes(measure))
  const chosen = encodeURIComponent(JSON.stringify(chooseMeasures(possible)))
  return (
    <div className="card" role="status">
      <p>
        ✓ {known ? 'The lab already has this file' : 'Stored'}: {countOf(width, 'neuron')}
        {tensors.length > 0 && `, with ${tensors.map(({ name }) => name).join(', ')}`}.
      </p>
      {missing.length > 0 && (
        <p className="quiet">
          It lacks what these measures need: {missing.map(({ title }) => title).join(', ')}.
        </p>
      )}
      <p className="actions">
        <Link href={`/start?kind=analysis&runs=${runId}&measures=${chosen}`}>
          Analyse it: {possible.map(({ title }) => title).join(', ') || 'choose measures'}
        </Link>
        <Link href={`/run?id=${runId}`}>Its run</Link>
        <button type="button" onClick={onMore}>
          Import another
        </button>
      </p>
    </div>
  )
}
