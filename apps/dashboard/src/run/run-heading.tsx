'use client'
import { RenameRunDocument, RunSiblingsDocument } from '@mitoscope/schema/documents'
import { useMutation, useQuery } from 'urql'
import { Link } from '../ui/link.tsx'
import { InPlace } from '../ui/edit-in-place.tsx'
import { EditNote, EditTags } from '../ui/edit-run.tsx'
import { RunMark } from '../ui/run-mark.tsx'
import { runStyle } from '../figures/run-style.ts'
import { WorkStateMark } from '../ui/work-state.tsx'
import { RunRelations } from './run-relations.tsx'
import { sameButSeed, type Run } from './run.ts'
import './run.css'
import { countOf } from '../format/format.ts'
import { compareAddress, mostRuns } from '../compare/view.ts'

/** Heading of a run with its editable name, tags and notes. */
export function RunHeading({ run }: { readonly run: Run }) {
  const [{ fetching, error }, rename] = useMutation(RenameRunDocument)
  const { id, name, model, sweep, dataset, width, state, project } = run
  const readOnly = project.viewerRole === 'VIEWER'
  return (
    <>
      <h1 className="run-heading">
        <RunMark style={runStyle(id)} />
        <span>{name}</span>
      </h1>
      <p className="quiet">
        {[model.name, dataset, `width ${width}`].filter(Boolean).join(' · ')}
        {run.seed !== null && ` · seed ${run.seed}`}
        {sweep && (
          <>
            {' '}
            · of <Link href={`/sweep?id=${sweep.id}`}>{sweep.name}</Link>
          </>
        )}{' '}
        · <WorkStateMark state={state} />
        {run.metrics.some(({ endedNotFinite }) => endedNotFinite) && (
          <strong title="A metric is not finite at its last step. Means exclude the run."> · diverged</strong>
        )}
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
        <RunRelations run={run} />
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

/** The way to the runs that differ from this one by nothing but their seed. */
function RunSiblings({ run }: { readonly run: Run }) {
  const { id, width, weightDecay, sweep, model } = run
  const place = sweep ? { sweepId: { eq: sweep.id } } : { modelId: { eq: model.id } }
  const [{ data }] = useQuery({
    query: RunSiblingsDocument,
    variables: {
      filter: {
        ...place,
        width: { eq: width },
        weightDecay: weightDecay === null ? { missing: true } : { eq: weightDecay },
      },
    },
  })
  const ids = data ? sameButSeed(run, data.runs.nodes) : []
  if (ids.length < 2) return <Link href={compareAddress([id])}>Compare with other runs</Link>
  const others = Math.min(ids.length, mostRuns) - 1
  const shown = [id, ...ids.filter((each) => each !== id)].slice(0, mostRuns)
  return (
    <Link href={compareAddress(shown)}>
      Compare with the {others === 1 ? 'run' : countOf(others, 'run')} of other seeds
    </Link>
  )
}
