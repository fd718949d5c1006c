import { flattenConfig } from '../format/flatten-config.ts'
import { formatTime } from '../format/format.ts'
import { WorkProgress } from '../ui/work-progress.tsx'
import { AnalysesOverEpochs } from './epochs/analyses-over-epochs.tsx'
import { DeleteRun } from './delete-run.tsx'
import { MetricCurves } from './metric-curves.tsx'
import { RunAnalyses } from './run-analyses.tsx'
import { RunFiles } from './run-files.tsx'
import { RunHeading } from './run-heading.tsx'
import { RunProvenance } from './run-provenance.tsx'
import type { Measure, Run } from './run.ts'

interface RunContentProps {
  readonly run: Run
  readonly measures: readonly Measure[]
  readonly refetch: () => void
}

/** The page of a run. */
export function RunContent({ run, measures, refetch }: RunContentProps) {
  const { name, state, job, failure, deletedAt } = run
  return (
    <>
      <RunHeading run={run} />
      {deletedAt && (
        <p className="problem">
          This run was deleted {formatTime(deletedAt)}. <a href="#delete">It can be restored.</a>
        </p>
      )}
      {state === 'RUNNING' && job && (
        <WorkProgress of={name} fraction={job.progress} secondsLeft={job.secondsLeft} phase={job.phase} />
      )}
      {failure && <p className="problem message">{failure.message}</p>}
      <MetricCurves run={run} />
      <AnalysesOverEpochs run={run} measures={measures} refetch={refetch} />
      <RunAnalyses analyses={run.analyses} />
      <section aria-labelledby="configuration">
        <h2 id="configuration">Configuration</h2>
        <dl className="facts">
          {flattenConfig(run.config).map(([path, value]) => (
            <div key={path} style={{ display: 'contents' }}>
              <dt>{path}</dt>
              <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <RunFiles
        id={run.id}
        representations={run.representations}
        checkpoints={run.checkpoints}
        withSignIn={run.metrics.length > 0}
      />
      <RunProvenance run={run} />
      <DeleteRun run={run} refetch={refetch} />
    </>
  )
}
