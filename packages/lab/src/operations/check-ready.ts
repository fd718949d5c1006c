import { sql } from 'kysely'
import type { BlobStore } from '../blobs/blob-store.ts'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'

/** Milliseconds for which a blob that was written and read proves that others can be. */
const probeLasts = 5_000

const probes = new WeakMap<BlobStore, { readonly at: number; readonly probe: Promise<void> }>()

/**
 * Lists why the lab cannot work just now, one reason for each thing that does not do what it should in time; none when
 * it can. The blob storage is read each time, and written to every few seconds.
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

/** Says what anybody may know of an error. */
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

/** However many ask, one probe is under way, and one that failed is followed by another. */
function probeBlobs(blobs: BlobStore): Promise<void> {
  const known = probes.get(blobs)
  if (known && performance.now() - known.at < probeLasts) return known.probe
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
