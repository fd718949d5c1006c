import { Link } from '../ui/link.tsx'
import type { ReactNode } from 'react'
import { JobLog } from '../jobs/job-log.tsx'
import { formatSeconds, formatTime } from '../format/format.ts'
import type { Run } from './run.ts'

/** Provenance of the run, with the log of its job. */
export function RunProvenance({ run }: { readonly run: Run }) {
  const { id, backend, device, dataset, startedAt, finishedAt, training, representations, logged } = run
  const hashes = [...new Set(representations.map(({ inputHash }) => inputHash))]
  const worker = training?.worker
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['made', formatTime(run.createdAt)],
    ['began', formatTime(startedAt)],
    ['ended', formatTime(finishedAt)],
    ...(startedAt && finishedAt
      ? ([['took', formatSeconds((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)]] as const)
      : []),
    ['data set', dataset],
    ['backend', backend ?? (logged ? 'unknown: trained by an external script' : 'not known yet')],
    ['device', device ?? (logged ? 'unknown' : 'not known yet')],
    ...(worker ? ([['worker', `Mitoscope ${worker.version} on ${worker.host}`]] as const) : []),
    ...(training ? ([['attempts', `${training.attempt} of at most ${training.maxAttempts}`]] as const) : []),
    ...(hashes.length > 0
      ? ([
          [
            'hash of the analysed input',
            hashes.map((hash) => (
              <div key={hash}>
                <code>{hash}</code>
              </div>
            )),
          ],
        ] as const)
      : []),
    ['run', <code key="id">{id}</code>],
    ['last changed', formatTime(run.updatedAt)],
  ]
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">Provenance</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {training ? (
        <JobLog job={training} />
      ) : (
        <p className="quiet">
          {logged
            ? 'An external script logs this run. Its output is not stored here.'
            : 'The job of this run and its log were deleted.'}{' '}
          <Link href="/jobs">All jobs</Link>
        </p>
      )}
    </section>
  )
}
