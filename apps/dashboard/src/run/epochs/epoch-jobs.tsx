import { EpochChangesDocument, EpochJobChangesDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { Link } from '../../ui/link.tsx'
import { WorkProgress, WorkStateMark } from '../../ui/work-state.tsx'
import { useSubscriptions } from '../../api/live.ts'
import type { Run } from '../run.ts'

interface EpochJobsProps {
  readonly checkpoints: ReturnType<typeof useEpochs>
  /** True if the reader may request missing representations again. */
  readonly mayAsk: boolean
}

/** Progress of the requested representations, and the errors of those that failed. */
export function EpochJobs({ checkpoints, mayAsk }: EpochJobsProps) {
  const asked = checkpoints.flatMap(({ id, epoch, representation, job }) =>
    representation === null && job ? [{ id, epoch, job }] : [],
  )
  if (asked.length === 0) return null
  const waits = asked.some(({ job }) => isOpen(job))
  return (
    <>
      <ul className="cards" aria-label="Requested representations">
        {asked.map(({ id, epoch, job: { state, progress, secondsLeft, phase, failure } }) => (
          <li className="card" key={id}>
            Epoch {epoch} · <WorkStateMark state={state} />
            {state === 'RUNNING' && (
              <WorkProgress
                of={`the representation of epoch ${epoch}`}
                fraction={progress}
                secondsLeft={secondsLeft}
                phase={phase}
              />
            )}
            {failure && state === 'FAILED' && <p>{failure.message}</p>}
          </li>
        ))}
      </ul>
      <p className="quiet">
        {waits && 'Workers compute them one after another and analyse each immediately. '}
        {!waits && mayAsk && 'Press the button to request the missing ones again. '}
        <Link href="/jobs?kind=REPRESENT">Their jobs</Link>
      </p>
    </>
  )
}

type Checkpoint = Pick<Run['checkpoints'][number], 'id' | 'epoch' | 'representation' | 'job'>
type Job = NonNullable<Checkpoint['job']>

/** The run's checkpoints, with jobs as they are now; asks again for the run when one has come to another state. */
export function useEpochs({ id, checkpoints }: Run, refetch: () => void): readonly Checkpoint[] {
  const [jobs, setJobs] = useState<Readonly<Record<string, Job>>>({})
  useSubscriptions(EpochChangesDocument, checkpoints.length > 0 ? [{ id }] : [], ({ runUpdated: now }) => {
    if (now && stateOf(now.checkpoints) !== stateOf(checkpoints)) refetch()
  })
  const open = checkpoints.flatMap(({ job }) => (isOpen(job) ? [{ id: job.id }] : []))
  useSubscriptions(EpochJobChangesDocument, open, ({ jobUpdated: job }) => {
    if (job) setJobs((before) => ({ ...before, [job.id]: job }))
  })
  return checkpoints.map((checkpoint) => {
    const { job } = checkpoint
    return { ...checkpoint, job: isOpen(job) ? (jobs[job.id] ?? job) : job }
  })
}

/** Returns true if a job waits or runs. */
function isOpen(job: Job | null): job is Job {
  return job?.state === 'QUEUED' || job?.state === 'RUNNING'
}

function stateOf(checkpoints: readonly Checkpoint[]): string {
  return checkpoints
    .map(({ id, job, representation }) => [id, job?.id, job?.state, representation?.id].join(' '))
    .join()
}
