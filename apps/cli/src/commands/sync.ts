import { stat } from 'node:fs/promises'
import { writeFileAtomically } from '@mitoscope/lab/local-files'
import { Command, Option } from 'commander'
import { explainFileError } from '../files/read-file.ts'
import { connect } from '../remote/connect.ts'
import { parseRetryMs } from '../remote/retry.ts'
import { parseAddress, RemoteError } from '../remote/server-address.ts'
import { countJournals, isJournal, sendJournals, usualJournals } from '../spool/python-journals.ts'
import { sendSpool, type Stopped } from '../spool/send-spool.ts'
import { spoolFiles, usualSpools } from '../spool/spool-folder.ts'
import { nothingSent, type OnConflict, type SpoolRecord } from '../spool/spool-record.ts'
import { countWaiting, listSpools, openStoredSpool, readRecord, SpoolInUse } from '../spool/stored-spool.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { explainError } from '../terminal/explain-error.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'

interface SyncFlags {
  readonly server?: string
  readonly run?: string
  readonly key?: string
  readonly onConflict?: string
}

const examples = `
Sends what mitoscope log and scripts with the Python client could not: the server was away, or the machine stopped. What the
server has is not sent again, and a spool or journal that a process is writing is left to it. Sent ones are removed.
Examples:
  mitoscope sync
  mitoscope sync ~/.local/share/mitoscope/spool/20261129T101500Z-3f9a1c20
  mitoscope sync FOLDER --run VHJhaW5pbmdSdW46…       (to another run than it was meant for)
Exit code ${exitCodes.partlyDone}: points wait still.`

/** Creates `mitoscope sync [FOLDER]`, which sends the points of spools and the journals of the Python client. */
export function syncCommand(): Command {
  return new Command('sync')
    .description('Send what was logged and waits on disk')
    .argument(
      '[folder]',
      'a spool or a journal, or a folder of them; those in the user’s data folder when not given',
    )
    .option('--server <url>', 'send to this server instead of the recorded one')
    .option('--run <id>', 'for one spool: send it to this run')
    .option('--key <key>', 'for one spool: use this key for its run, instead of one that exists already')
    .addOption(
      new Option('--on-conflict <treatment>', 'treatment of steps that already have another value').choices([
        'keep',
        'replace',
        'refuse',
      ]),
    )
    .addHelpText('after', examples)
    .action(async (folder: string | undefined, flags: SyncFlags) => {
      process.exitCode = await sync(folder, flags)
    })
}

async function sync(named: string | undefined, flags: SyncFlags): Promise<number> {
  if (named !== undefined) await requireFolder(named)
  const spools = named ?? usualSpools()
  const journals = named ?? usualJournals()
  const folders = await listSpools(spools)
  const journalCount = await countJournals(journals)
  if (folders.length === 0 && journalCount === 0) {
    process.stdout.write(`No points wait in ${[...new Set([spools, journals])].join(' or ')}.\n`)
    return 0
  }
  if ((flags.run ?? flags.key) !== undefined && folders.length > 1)
    throw new RemoteError(
      `--run and --key are for one spool; ${spools} has ${folders.length}. Name one of them.`,
    )
  if ((flags.run ?? flags.key ?? flags.onConflict) !== undefined && (await isJournal(journals)))
    throw new RemoteError(
      `--run, --key and --on-conflict are for spools of mitoscope log; ${journals} is a journal of a Python script.`,
    )
  let exitCode = 0
  // An error that the user must fix has precedence over one that passes.
  const note = (code: number) => void (exitCode = exitCode === 2 ? 2 : code || exitCode)
  await untilInterrupted(async (signal) => {
    for (const one of folders) {
      const code = await sendOne(one, flags, signal).catch((error: unknown) => {
        // What another process sends by itself is done here; only who asked for that very spool wants to know.
        const isLeft = error instanceof SpoolInUse && one !== spools
        const explained = explain(error, signal)
        return isLeft ? exitCodes.done : explained
      })
      note(code)
    }
    if (journalCount === 0) return
    const options = { server: flags.server, waitMs: parseRetryMs(), signal }
    note(await sendJournals(journals, options).catch((error: unknown) => explain(error, signal)))
    signal.throwIfAborted()
  })
  return exitCode
}

/** Prints an error and returns its exit code: a folder that cannot be sent is no reason to leave the others. */
function explain(error: unknown, signal: AbortSignal): number {
  signal.throwIfAborted()
  const { message, exitCode } = explainError(error)
  process.stderr.write(`${message}\n`)
  return exitCode
}

async function requireFolder(folder: string): Promise<void> {
  const stats = await stat(folder).catch(() => undefined)
  if (!stats?.isDirectory())
    throw new RemoteError(`${folder} is not a folder. Name a spool, or the folder given to log as --spool.`)
}

const noRun = { runId: undefined, isResumed: undefined, batchEnd: undefined }

async function sendOne(folder: string, flags: SyncFlags, signal: AbortSignal): Promise<number> {
  const stored = await readRecord(folder)
  const record = change(stored, flags)
  const spool = await openStoredSpool(folder, record)
  let stopped: Stopped | undefined = { reason: 'it was stopped', isTransient: true }
  const tell = (message: string) => void process.stderr.write(`mitoscope: ${message}\n`)
  if (spool.unlocked !== undefined)
    tell(`${spool.unlocked} The spool is sent all the same, without its lock.`)
  try {
    // Saved, so that the next sync has the same destination.
    if (record !== stored) {
      const file = spoolFiles(folder).record
      await writeFileAtomically(file, `${JSON.stringify(record, null, 2)}\n`).catch((error: unknown) =>
        tell(
          `${explainFileError(error, file)?.message ?? String(error)} Give the same options the next time.`,
        ),
      )
      // Another run has none of the points yet.
      if (record.target !== stored.target) Object.assign(spool.state, nothingSent, noRun)
    }
    const { added, equal, differing } = spool.state
    const retryMs = parseRetryMs()
    const connection = await connect(record.server, { retryMs: 0 })
    stopped = await sendSpool(spool, connection, {
      signal,
      giveUpAt: (began) => began + retryMs,
      onTrouble: tell,
    })
    const { state } = spool
    const run = state.runId === undefined ? '' : ` in run ${state.runId}`
    const sent = [`${state.added - added} points of ${record.source} logged${run}`]
    if (state.equal > equal) sent.push(`${state.equal - equal} were there already with the same value`)
    if (state.differing > differing) sent.push(`${state.differing - differing} had another value there`)
    process.stdout.write(`${sent.join('; ')}\n`)
    if (!stopped) return 0
    signal.throwIfAborted()
    process.stderr.write(
      `mitoscope: ${stopped.reason}\n${await countWaiting(spool)} points wait in ${folder}.\n`,
    )
    return stopped.isTransient ? exitCodes.partlyDone : 2
  } finally {
    const reason = await spool.leave(stopped === undefined)
    if (reason !== undefined)
      tell(`${reason} All of ${folder} is on the server: remove that folder yourself.`)
  }
}

function change(record: SpoolRecord, { server, run, key, onConflict }: SyncFlags): SpoolRecord {
  if ((server ?? run ?? key ?? onConflict) === undefined) return record
  const { target } = record
  if (key !== undefined && !('newRun' in target))
    throw new RemoteError('--key is for the spool of a new run; this one names an existing run.')
  return {
    ...record,
    ...(server !== undefined && { server: parseAddress(server) }),
    ...(onConflict !== undefined && { onConflict: onConflict.toUpperCase() as OnConflict }),
    ...(run !== undefined && { target: { runId: run } }),
    ...(key !== undefined &&
      'newRun' in target && { target: { newRun: { ...target.newRun, clientKey: key } } }),
  }
}
