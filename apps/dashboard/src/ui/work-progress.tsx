import { formatPercent, formatSeconds } from '../format/format.ts'

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
