import { formatPercent, formatSeconds } from '../format/format.ts'

const signs: Readonly<Record<string, readonly [sign: string, word: string]>> = {
  FINISHED: ['✓', 'finished'],
  RUNNING: ['▶', 'running'],
  QUEUED: ['…', 'waiting'],
  FAILED: ['✕', 'failed'],
  CANCELLED: ['⊘', 'cancelled'],
  LOGGED: ['●', 'logged'],
  CRASHED: ['⚠', 'crashed'],
}

/** The state of a run, a sweep or a job, by a sign and a word: never by colour alone. */
export function WorkStateMark({ state }: { readonly state: string }) {
  const [sign, word] = signs[state] ?? ['?', state.toLowerCase()]
  return (
    <span className="state" data-state={state}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  )
}

/** The same, for places that hold a sign only. */
export function describeState(state: string | null | undefined): readonly [sign: string, word: string] {
  return state ? (signs[state] ?? ['?', state.toLowerCase()]) : ['·', 'missing']
}

interface WorkProgressProps {
  /** Name of what is at work, for screen readers. */
  readonly of: string
  readonly fraction: number
  readonly secondsLeft?: number | null
  readonly phase?: string | null
}

/** Progress bar with the time left. */
export function WorkProgress({ of, fraction, secondsLeft, phase }: WorkProgressProps) {
  const parts = [phase, formatPercent(fraction)]
  if (secondsLeft != null) parts.push(`${formatSeconds(secondsLeft)} left`)
  return (
    <div>
      <progress max={1} value={fraction} aria-label={`Progress of ${of}`} />
      <span className="quiet">{parts.filter(Boolean).join(' · ')}</span>
    </div>
  )
}
