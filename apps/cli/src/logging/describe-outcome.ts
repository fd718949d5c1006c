import type { OnConflict } from '../spool/spool-record.ts'
import type { LogOutcome } from './log-run.ts'
import { exitCodes } from '../terminal/exit-codes.ts'

/** What to say of a log in the end, and the exit code for it. */
export function describeOutcome(
  outcome: LogOutcome | undefined,
  onConflict: OnConflict,
): { stdout?: string; stderr?: string; exitCode: number } {
  if (!outcome) return { exitCode: 0 }
  const { state, stopped, waiting, folder } = outcome
  const run = state.runId === undefined ? '' : ` in run ${state.runId}`
  const stdout = [`${state.added} points logged${run}`]
  if (state.equal > 0) stdout.push(`${state.equal} were there already with the same value`)
  if (state.differing > 0) {
    const values = onConflict === 'REPLACE' ? 'replaced by the new values' : 'which stays: --on-conflict replace takes the new one' // prettier-ignore
    stdout.push(`${state.differing} had another value there, ${values}`)
  }
  if (!stopped) return { stdout: stdout.join('; '), exitCode: 0 }
  return {
    stdout: stdout.join('; '),
    stderr: describeStopped(outcome, waiting, folder),
    exitCode: stopped.isPassing && folder !== undefined ? exitCodes.partlyDone : 2,
  }
}

function describeStopped({ stopped }: LogOutcome, waiting: number, folder?: string): string {
  const { reason, runId, isPassing } = stopped!
  if (folder === undefined) return `${reason}\n${waiting} points are lost: the disk did not take them either.`
  const what = waiting > 0 ? `${waiting} points wait in ${folder}` : `The end of the run waits in ${folder}`
  if (isPassing) return `${reason}\n${what}. Send them with: mitoscope sync ${folder}`
  const other = runId
    ? `\nTo log them to the run that has the key: mitoscope sync ${folder} --run ${runId}`
    : ''
  return `${reason}\n${what}. Once that is mended, send them with: mitoscope sync ${folder}${other}`
}
