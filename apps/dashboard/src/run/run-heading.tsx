'use client'
import { RenameRunDocument } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { useMutation } from 'urql'
import { InPlace } from '../ui/edit-in-place.tsx'
import { EditNote } from '../ui/edit-note.tsx'
import { EditTags } from '../ui/edit-tags.tsx'
import { RunMark } from '../ui/run-mark.tsx'
import { runStyle } from '../figures/run-style.ts'
import { WorkStateMark } from '../ui/work-state.tsx'
import { RunSiblings } from './run-siblings.tsx'
import type { Run } from './run.ts'
import './run.css'

/** Heading of a run with its editable name, tags and notes. */
export function RunHeading({ run }: { readonly run: Run }) {
  const [{ fetching, error }, rename] = useMutation(RenameRunDocument)
  const { id, name, model, sweep, dataset, width, state, project } = run
  const readOnly = project?.viewerRole === 'VIEWER'
  return (
    <>
      <h1 className="run-heading">
        <RunMark style={runStyle(id)} />
        <span>{name}</span>
      </h1>
      <p className="quiet">
        {[model?.name, dataset, `width ${width}`].filter(Boolean).join(' · ')}
        {run.seed !== null && ` · seed ${run.seed}`}
        {sweep && (
          <>
            {' '}
            · of <Link href={`/sweep?id=${sweep.id}`}>{sweep.name}</Link>
          </>
        )}{' '}
        · <WorkStateMark state={state} />
      </p>
      <dl className="facts">
        <dt>Name</dt>
        <dd>
          <InPlace
            what={`name of ${name}`}
            text={name}
            empty="no name"
            readOnly={readOnly}
            fetching={fetching}
            error={error}
            onSave={async (text) => {
              const { data } = await rename({ id, name: text.trim() })
              return data !== undefined
            }}
          />
        </dd>
        <dt>Tags</dt>
        <dd>
          <EditTags run={run} readOnly={readOnly} />
        </dd>
        <dt>Notes</dt>
        <dd>
          <EditNote run={run} readOnly={readOnly} />
        </dd>
      </dl>
      <p className="actions">
        <RunSiblings run={run} />
      </p>
    </>
  )
}
