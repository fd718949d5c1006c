import Link from 'next/link'
import { flattenConfig } from '../parts/flatten-config.ts'
import { formatBytes, formatNumber, formatTime } from '../parts/format.ts'
import { WorkProgress } from '../parts/work-progress.tsx'
import { WorkStateMark } from '../parts/work-state.tsx'
import { MetricCurves } from './metric-curves.tsx'
import { RunAnalyses } from './run-analyses.tsx'
import type { Run } from './run.ts'

export function RunContent({ run }: { readonly run: Run }) {
  const { name, state, model, sweep, job, failure, checkpoints, representations } = run
  return (
    <>
      <h1>{name}</h1>
      <p className="quiet">
        {model?.name} · {run.dataset} · width {run.width}
        {sweep && (
          <>
            {' '}
            · of <Link href={`/sweep?id=${sweep.id}`}>{sweep.name}</Link>
          </>
        )}{' '}
        · <WorkStateMark state={state} />
      </p>
      {state === 'RUNNING' && job && (
        <WorkProgress of={name} fraction={job.progress} secondsLeft={job.secondsLeft} phase={job.phase} />
      )}
      {failure && <p className="problem">{failure.message}</p>}
      <MetricCurves metrics={run.metrics} interpolationEpoch={run.interpolationEpoch ?? null} />
      <RunAnalyses analyses={run.analyses} />
      <section aria-labelledby="configuration">
        <h2 id="configuration">Configuration</h2>
        <dl className="facts">
          {flattenConfig(run.config).map(([path, value]) => (
            <div key={path} style={{ display: 'contents' }}>
              <dt>{path}</dt>
              <dd>{describeValue(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="files">
        <h2 id="files">Files</h2>
        {representations.length + checkpoints.length === 0 && (
          <p className="quiet">
            None yet. Representations come with training, or by <code>mitoscope upload</code>.
          </p>
        )}
        <ul>
          {representations.map(
            ({ id, fileName, bytes, width, testRows, trainRows, inputHash, downloadUrl }) => (
              <li key={id}>
                <a href={downloadUrl}>{fileName}</a> · {formatBytes(bytes)} · {width} neurons,{' '}
                {formatNumber(testRows)} test
                {trainRows ? ` and ${formatNumber(trainRows)} training` : ''} rows
                <span className="quiet"> · {inputHash.slice(0, 16)}</span>
              </li>
            ),
          )}
          {checkpoints.map(({ id, epoch, downloadUrl }) => (
            <li key={id}>
              {downloadUrl ? (
                <a href={downloadUrl}>Checkpoint of epoch {epoch}</a>
              ) : (
                `Checkpoint of epoch ${epoch}`
              )}
            </li>
          ))}
        </ul>
      </section>
      <p className="quiet">
        Made {formatTime(run.createdAt)}, finished {formatTime(run.finishedAt)}
        {run.backend && ` on ${run.backend}`}
        {run.device && `, ${run.device}`}.
      </p>
    </>
  )
}

function describeValue(value: unknown): string {
  return typeof value === 'number' ? formatNumber(value) : JSON.stringify(value).replace(/^"|"$/g, '')
}
