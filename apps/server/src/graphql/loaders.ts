import { takeTurn } from '@mitoscope/lab'
import DataLoader from 'dataloader'
import type { Context } from './context.ts'

/** Reads many things in one statement. What is missing from the map is nothing for this caller. */
export type Batch<K, V> = (context: Context, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>

const loaders = new WeakMap<Context, Map<unknown, DataLoader<unknown, unknown>>>()

/**
 * Reads one thing together with all others that are asked for meanwhile, so that a field of every entry of a
 * list costs one statement. `batch` is a function of a module, by whose identity calls are put together; keys are
 * strings, so that equal ones are the same. Nothing is kept: a subscription's context outlives many changes.
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
