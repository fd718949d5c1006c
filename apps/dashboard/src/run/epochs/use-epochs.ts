import { EpochChangesDocument, EpochJobChangesDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useSubscriptions } from '../../api/live.ts'
import type { Run } from '../run.ts'

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
export function isOpen(job: Job | null): job is Job {
  return job?.state === 'QUEUED' || job?.state === 'RUNNING'
}

function stateOf(checkpoints: readonly Checkpoint[]): string {
  return checkpoints
    .map(({ id, job, representation }) => [id, job?.id, job?.state, representation?.id].join(' '))
    .join()
}
