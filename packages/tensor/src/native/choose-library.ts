import type { NativeSetup } from './native-setup.ts'
import { SetUpImpossible } from './set-up-impossible.ts'
import type { TensorFlowLibrary } from './tensorflow-library.ts'

/** A source of a TensorFlow library. */
export interface LibrarySource {
  readonly find: () => Promise<TensorFlowLibrary | undefined>
  /** True if it cannot use a GPU: it is then not downloaded when another such library works already. */
  readonly cpuOnly?: boolean
}

/**
 * Sets up the first library that works. If a GPU is wanted, sets up the first library that finds one, or else the first
 * that works, with a note of the reason.
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
  return { ...second, note: `A GPU is present, but TensorFlow does not use it: ${reason}` }
}
