'use client'
import { writeLogCommand } from '../format/commands.ts'
import { CopyText } from '../ui/copy-text.tsx'
import { runStyle } from '../figures/run-style.ts'
import { SignInNote } from '../ui/sign-in-note.tsx'
import { useOrigin } from '../ui/use-origin.ts'
import { MetricCurve } from './metric-curve.tsx'
import type { Run } from './run.ts'

interface MetricCurvesProps {
  readonly run: Pick<Run, 'id' | 'name' | 'metrics' | 'interpolationEpoch'>
}

/** Every metric of a run against its steps, each with its numbers beside it, in the run's own colour. */
export function MetricCurves({ run }: MetricCurvesProps) {
  const style = runStyle(run.id)
  const origin = useOrigin()
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">Metrics</h2>
      {run.metrics.length === 0 && (
        <>
          <p className="quiet">
            No metrics yet. They appear during training. A script can also log them as lines of JSON, sent
            from the folder of Mitoscope:
          </p>
          <CopyText what="log command" text={writeLogCommand(origin, run.id)} />
          <SignInNote />
        </>
      )}
      <div className="cards">
        {run.metrics.map((series) => (
          <MetricCurve key={series.name} run={run} series={series} style={style} />
        ))}
      </div>
    </section>
  )
}
