import type { JudgedClaim, SweepReport } from '@mitoscope/analysis'
import type { PaperFigure, ScaleName } from '@mitoscope/lab/paper'
import { checkSweep, type SweepConfig } from '@mitoscope/training'
import { connect } from '../remote/connect.ts'
import { follow } from '../remote/follow.ts'
import { RemoteError } from '../remote/server-address.ts'
import { sweepOnServer } from '../remote/sweep-on-server.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import type { MadeReproduction } from './describe-reproduction.ts'

const verdicts = {
  AGREES: 'agrees',
  DISAGREES: 'does not agree',
  UNDECIDED: 'cannot tell',
} as const satisfies Record<string, JudgedClaim['verdict']>

interface ToldReport extends Pick<SweepReport, 'title' | 'warnings' | 'provenance'> {
  readonly claims: readonly (Omit<JudgedClaim, 'verdict'> & { readonly verdict: keyof typeof verdicts })[]
}

const question = `query ($id: ID!) {
  sweep(id: $id) {
    report {
      title
      warnings
      provenance { backend device draws seed }
      claims { id: name statement paper verdict reason ours { id: name label: title value low high } }
    }
  }
}`

/**
 * Runs a figure's sweep on a server, and returns the report's verdicts on the claims. The figures are on the sweep's
 * page there.
 */
export async function reproduceOnServer(
  figure: PaperFigure,
  scale: ScaleName,
  change: Partial<SweepConfig>,
  { server, project }: { readonly server: string; readonly project: string },
): Promise<MadeReproduction> {
  const began = performance.now()
  const connection = await connect(server)
  const progress = showProgress()
  const { config, controls = [], limits } = figure[scale]
  const settings = checkSweep({ ...config, ...change })
  const names = { project, name: `${figure.id}, ${scale} scale` }
  const report = await untilInterrupted(async (signal) => {
    const { id, state } = await sweepOnServer(connection, names, settings, progress, signal)
    if (state !== 'FINISHED')
      throw new RemoteError(`The sweep on the server ended as ${state.toLowerCase()}: ${id}`)
    return follow(async () => {
      progress.update('Waiting for the report', 0)
      const { sweep } = await connection.ask<{ sweep: { report: ToldReport | null } }>(
        question,
        { id },
        { signal },
      )
      return sweep.report ?? undefined
    }, signal)
  }).finally(() => progress.clear())
  const { title, warnings, provenance } = report
  return {
    figure,
    title: `${title}, ${scale} scale, on ${connection.address}`,
    numbers: [],
    claims: report.claims
      .filter(({ id }) => figure.claims.includes(id))
      .map((claim) => ({ ...claim, verdict: verdicts[claim.verdict] })),
    limits: [
      limits,
      ...(controls.length > 0
        ? [`Its controls are trained only without --server: ${controls.map(({ id }) => id).join(', ')}.`]
        : []),
    ],
    warnings,
    provenance,
    seconds: (performance.now() - began) / 1000,
  }
}
