import type { NativeSetup } from './native-setup.ts'
import { SetUpImpossible } from './set-up-impossible.ts'
import type { TensorFlowLibrary } from './tensorflow-library.ts'

/** A place that a TensorFlow library may come from. */
export interface LibrarySource {
  readonly find: () => Promise<TensorFlowLibrary | undefined>
  /** True where it cannot use a GPU: not worth a download when another such library works already. */
  readonly cpuOnly?: boolean
}

/**
 * Sets up the first library that works; where a GPU is wanted, the first that finds one, else the first that works at
 * all, with a note of why.
 */
export async function chooseLibrary(
  sources: readonly LibrarySource[],
  wantsGpu: boolean,
  setUp: (library: TensorFlowLibrary) => Promise<NativeSetup>,
): Promise<NativeSetup> {
  const failures: SetUpImpossible[] = []
  let second: NativeSetup | undefined
  for (const { find, cpuOnly } of sources) {
    if (second !== undefined && cpuOnly) continue
    try {
      const library = await find()
      if (library === undefined) continue
      const setup = await setUp(library)
      if (setup.gpu || !wantsGpu) return setup
      second ??= setup
    } catch (error) {
      if (!(error instanceof SetUpImpossible)) throw error
      failures.push(error)
    }
  }
  if (second === undefined)
    throw failures.at(-1) ?? new SetUpImpossible('No TensorFlow library was found', '')
  const reason = failures.at(-1)?.reason ?? 'its library finds no CUDA device'
  return { ...second, note: `A GPU is there, and TensorFlow does not use it: ${reason}` }
}
