import { Link } from '../../ui/link.tsx'
import { WorkProgress } from '../../ui/work-progress.tsx'
import { WorkStateMark } from '../../ui/work-state.tsx'
import { isOpen, type useEpochs } from './use-epochs.ts'

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
