import { LabError, takeTurn, type Actor, type Lab } from '@mitoscope/lab'
import DataLoader from 'dataloader'
import type { Context } from './context.ts'

/**
 * Function that reads many records in one statement. A key without an entry in the map has no record that
 * the caller may read.
 */
export type Batch<K, V> = (context: Context, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>

const loaders = new WeakMap<Context, Map<unknown, DataLoader<unknown, unknown>>>()

/**
 * Reads one record in a batch with all others that are requested meanwhile, so that a field of every entry
 * of a list costs one statement. `batch` must be a function of a module: its identity decides which calls
 * share a batch. Keys are strings, so that equal ones are the same. Nothing is cached: a subscription's
 * context outlives many changes.
 */
export async function loadOne<V>(
  context: Context,
  batch: Batch<string, V>,
  key: string,
): Promise<V | undefined> {
  let own = loaders.get(context)
  if (!own) loaders.set(context, (own = new Map()))
  let loader = own.get(batch) as DataLoader<string, V | undefined> | undefined
  if (!loader) {
    loader = new DataLoader<string, V | undefined>(
      async (keys) => {
        const found = await batch(context, [...new Set(keys)])
        return keys.map((key) => found.get(key))
      },
      // Fields of a long answer wait for their turns: this one comes after those that wait already.
      { cache: false, maxBatchSize: 5_000, batchScheduleFn: (load) => void takeTurn().then(load) },
    )
    own.set(batch, loader as DataLoader<unknown, unknown>)
  }
  return loader.load(key)
}

/**
 * Returns a function that loads the object of a record by its id, in a batch with others of the request; undefined for
 * one that the caller may not read.
 */
export function loaderOf<R, T extends object>(
  find: (lab: Lab, actor: Actor, ids: readonly string[]) => Promise<ReadonlyMap<string, R>>,
  Type: new (record: R) => T,
): (context: Context, id: string) => Promise<T | undefined> {
  const batch: Batch<string, R> = ({ lab, actor }, ids) => find(lab, actor, ids)
  return async (context, id) => {
    const record = await loadOne(context, batch, id)
    return record && new Type(record)
  }
}

/**
 * Awaits the record that another one belongs to, which whoever may read the one may read too. Throws
 * NOT_FOUND if it was purged, or the rights were withdrawn, after that one was read.
 */
export async function requireLoaded<T>(loading: Promise<T | undefined>): Promise<T> {
  const found = await loading
  if (found !== undefined) return found
  throw new LabError(
    'NOT_FOUND',
    'Part of the answer was purged, or your access to it was withdrawn, while the request ran. Send the request again.',
    { retryable: true },
  )
}
