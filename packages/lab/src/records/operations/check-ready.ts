import { sql } from 'kysely'
import type { BlobStore } from '../../platform/blobs/blob-store.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Milliseconds for which a successful write and read of a blob counts as proof. */
const probeValidMs = 5_000

const probes = new WeakMap<BlobStore, { readonly at: number; readonly probe: Promise<void> }>()

/**
 * Lists the reasons why the lab cannot work now, one for each service that does not respond correctly in
 * time; none if it can. Reads the blob storage every time, and writes to it every few seconds.
 */
export async function checkReady(lab: Lab, milliseconds = 2_000): Promise<readonly string[]> {
  const checks = [
    ['The database', sql`select 1`.execute(lab.db)],
    ['The blob storage', checkBlobs(lab)],
  ] as const
  const reasons = await Promise.all(
    checks.map(async ([what, check]) => {
      try {
        await inTime(check, milliseconds)
        return []
      } catch (error) {
        // Its message may name hosts and users: for the log.
        lab.log.warn({ err: error as Error }, `${what} does not work`)
        return [`${what} ${describe(error)}.`]
      }
    }),
  )
  return reasons.flat()
}

/** Returns the part of an error that is safe to show to anybody. */
function describe(error: unknown): string {
  if (error instanceof OtherLab) return error.message
  const { code = '' } = ((error as Error).cause ?? error) as NodeJS.ErrnoException
  if (error instanceof LabError && error.code === 'RESOURCE_EXHAUSTED') return 'is full'
  if (/^E(ROFS|ACCES|PERM|NOTDIR|ISDIR|IO|EXIST)$/.test(code)) return `cannot be written or read (${code})`
  return 'does not answer'
}

class OtherLab extends Error {}

async function checkBlobs({ id, blobs }: Lab): Promise<void> {
  const [stored] = await Promise.all([blobs.readLabId(), probeBlobs(blobs)])
  if (stored === undefined) throw new OtherLab('has lost the id of the lab')
  if (stored !== id) throw new OtherLab('belongs to another lab')
}

/** Probes the blob storage. Concurrent callers share one probe; a failed probe is followed by another. */
function probeBlobs(blobs: BlobStore): Promise<void> {
  const known = probes.get(blobs)
  if (known && performance.now() - known.at < probeValidMs) return known.probe
  const probe = blobs.probe()
  probes.set(blobs, { at: Infinity, probe })
  probe.then(
    () => probes.set(blobs, { at: performance.now(), probe }),
    () => probes.delete(blobs),
  )
  return probe
}

async function inTime(check: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    await Promise.race([check, late])
  } finally {
    clearTimeout(timer)
  }
}
