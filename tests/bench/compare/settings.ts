import { availableParallelism } from 'node:os'
import { Disturbed } from './quiet.ts'

/** Choices with which the other side is run; an absent one does not apply. */
export interface Setting {
  readonly threads: number
  /** Policy of OpenMP for idle threads: by default they spin for a while, with PASSIVE they sleep at once. */
  readonly waiting: 'default' | 'PASSIVE'
  readonly optimiser?: string
  readonly layout?: string
  readonly compile?: boolean
}

/** Variables by which a user's environment would steer one side or the other. */
const steering =
  /^(OMP|GOMP|KMP|MKL|OPENBLAS|BLIS|VECLIB|NUMEXPR|TORCH|TORCHINDUCTOR|TF)_|^CUDA_VISIBLE_DEVICES$/

/** Returns an environment without variables that steer threads, libraries or kernels, on the CPU alone. */
export function cleanEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !steering.test(name))
  return { ...Object.fromEntries(kept), CUDA_VISIBLE_DEVICES: '' }
}

/** Returns the variables of a setting, which libraries read when they are loaded. */
export function environmentOf({ threads, waiting }: Setting): Record<string, string> {
  const pools = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS']
  const counts = Object.fromEntries(pools.map((name) => [name, String(threads)]))
  return waiting === 'default' ? counts : { ...counts, OMP_WAIT_POLICY: waiting }
}

export function describeSetting({ threads, waiting, optimiser, layout, compile }: Setting): string {
  return [
    `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    `wait policy ${waiting}`,
    ...(optimiser === undefined ? [] : [`${optimiser} optimiser`]),
    ...(layout === undefined ? [] : [layout]),
    ...(compile === undefined ? [] : [compile ? 'torch.compile' : 'eager']),
  ].join(', ')
}

/** Returns numbers of threads with wait policies: one and all, spinning and sleeping. */
export function crossThreads<T extends object>(rest: T): (Setting & T)[] {
  const counts = [...new Set([1, availableParallelism()])]
  return counts.flatMap((threads) =>
    (['default', 'PASSIVE'] as const).map((waiting) => ({ threads, waiting, ...rest })),
  )
}

export interface Trial {
  readonly setting: Setting
  /** Undefined where the setting does not run. */
  readonly seconds?: number
  /** Message of the failure, if it does not run. */
  readonly reason?: string
}

/**
 * Tries all of the first settings and then, at the fastest so far, each further change alone, in order; answers the
 * fastest and all trials. A setting that fails is kept with its reason. Throws an Error if none runs.
 */
export async function chooseSetting(
  first: readonly Setting[],
  changes: readonly Partial<Setting>[],
  time: (setting: Setting) => Promise<number>,
): Promise<{ best: Setting; trials: readonly Trial[] }> {
  const trials: Trial[] = []
  for (const setting of first) trials.push(await attempt(setting, time))
  for (const change of changes) trials.push(await attempt({ ...fastest(trials), ...change }, time))
  return { best: fastest(trials), trials }
}

async function attempt(setting: Setting, time: (setting: Setting) => Promise<number>): Promise<Trial> {
  try {
    return { setting, seconds: await time(setting) }
  } catch (error) {
    if (error instanceof Disturbed) throw error
    return { setting, reason: (error as Error).message.split('\n')[0] }
  }
}

function fastest(trials: readonly Trial[]): Setting {
  const [best] = trials
    .filter(({ seconds }) => seconds !== undefined)
    .toSorted((a, b) => a.seconds! - b.seconds!)
  if (best === undefined) throw new Error(`No setting runs: ${trials[0]?.reason ?? 'none was tried'}`)
  return best.setting
}
