import type { OnConflict } from '../spool/spool-record.ts'
import type { Stopped } from '../spool/send-spool.ts'
import type { LogOutcome } from './log-run.ts'
import { exitCodes } from '../terminal/exit-codes.ts'

/** Returns the final output of a log and its exit code. */
export function describeOutcome(
  outcome: LogOutcome | undefined,
  onConflict: OnConflict,
): { stdout?: string; stderr?: string; exitCode: number } {
  if (!outcome) return { exitCode: 0 }
  const { state, stopped, lost } = outcome
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
    stderr: describeStopped(outcome, stopped, onConflict),
    exitCode: stopped.isTransient && lost === 0 ? exitCodes.partlyDone : exitCodes.wrongUse,
  }
}

function describeStopped(
  { folder, waiting, lost }: LogOutcome,
  { reason, runId, isTransient }: Stopped,
  onConflict: OnConflict,
): string {
  const told = [reason]
  if (lost > 0) told.push(`${lost} points are lost: the disk did not take them either.`)
  if (waiting === 0 && lost > 0) return told.join('\n')
  const what = waiting > 0 ? `${waiting} points wait in ${folder}` : `The end of the run waits in ${folder}`
  const when = isTransient ? 'Send' : 'Once that is mended, send'
  told.push(`${what}. ${when} them with: mitoscope sync ${folder}`)
  if (runId !== undefined && onConflict !== 'REFUSE')
    told.push(`To log them to the run that has the key: mitoscope sync ${folder} --run ${runId}`)
  if (onConflict === 'REFUSE')
    told.push(`To keep what is there, or to replace it, add --on-conflict keep or --on-conflict replace.`)
  told.push(`To give them up, remove the folder.`)
  return told.join('\n')
}
