'use client'
import { StartPageDocument, CreateProjectDocument } from '@mitoscope/schema/documents'
import { useQuery, useMutation } from 'urql'
import { Link } from '../ui/link.tsx'
import { QueryBoundary, Problem } from '../ui/query-boundary.tsx'
import { AnalysisForm } from './analysis/analysis-form.tsx'
import { ImportForm } from './import/import-form.tsx'
import type { Catalogue } from './fields/option.ts'
import { RunForm } from './run/run-form.tsx'
import { SweepForm } from './sweep/sweep-form.tsx'
import { useView, type kinds } from './view.ts'
import './start.css'
import { ProjectFields } from '../home/project-fields.tsx'
import { mayMakeProject, mayWrite } from './project-field.tsx'

type Kind = (typeof kinds)[number]

const ways: readonly { readonly kind: Kind; readonly label: string; readonly what: string }[] = [
  {
    kind: 'sweep',
    label: 'Sweep',
    what: 'Train a grid of widths and seeds, measure every run, and see where groups begin.',
  },
  { kind: 'run', label: 'One run', what: 'Train one network of one width.' },
  {
    kind: 'analysis',
    label: 'Analysis',
    what: 'Measure the last representation of existing runs.',
  },
  {
    kind: 'import',
    label: 'Import',
    what: 'Upload a representation that was computed elsewhere and measure it here.',
  },
]

/** Forms for everything that can be started, built from what the lab publishes. */
export function StartPage() {
  const [{ kind }] = useView()
  const [state, ask] = useQuery({ query: StartPageDocument })
  const refetch = () => ask({ requestPolicy: 'network-only' })
  return (
    <>
      <h1>Start</h1>
      <nav className="start-ways" aria-label="What to start">
        {ways.map((way) => (
          <Link
            key={way.kind}
            href={`/start?kind=${way.kind}`}
            aria-current={way.kind === kind ? 'page' : undefined}
          >
            {way.label}
          </Link>
        ))}
      </nav>
      <p className="lead">{ways.find((way) => way.kind === kind)?.what}</p>
      <QueryBoundary state={state} retry={refetch}>
        {(catalogue) => (
          <>
            <FirstProject catalogue={catalogue} onMade={refetch} />
            <ChosenForm kind={kind} catalogue={catalogue} />
          </>
        )}
      </QueryBoundary>
    </>
  )
}

function ChosenForm({ kind, catalogue }: { readonly kind: Kind; readonly catalogue: Catalogue }) {
  if (kind === 'run') return <RunForm catalogue={catalogue} />
  if (kind === 'analysis') return <AnalysisForm catalogue={catalogue} />
  if (kind === 'import') return <ImportForm catalogue={catalogue} />
  return <SweepForm catalogue={catalogue} />
}

interface FirstProjectProps {
  readonly catalogue: Catalogue
  readonly onMade: () => void
}

/** A form for the project that everything started belongs to, for those who may make one and have none to write to. */
function FirstProject({ catalogue, onMade }: FirstProjectProps) {
  const [{ error, fetching }, create] = useMutation(CreateProjectDocument)
  const { projects, viewer } = catalogue
  if (projects.nodes.some(mayWrite) || !mayMakeProject(viewer)) return null
  return (
    <section className="card" aria-labelledby="first-project">
      <h2 id="first-project">First, a project</h2>
      <p>
        Every run and sweep belongs to a project,{' '}
        {projects.nodes.length === 0
          ? 'and this lab has no project yet.'
          : 'and you cannot write to any of the projects here.'}
      </p>
      <ProjectFields
        disabled={fetching}
        onSubmit={(name, description) =>
          void create({ name, description }).then((answer) => {
            if (!answer.error) onMade()
          })
        }
      >
        <button>{fetching ? 'Creating…' : 'Create the project'}</button>
      </ProjectFields>
      {error && !fetching && <Problem error={error} />}
    </section>
  )
}
