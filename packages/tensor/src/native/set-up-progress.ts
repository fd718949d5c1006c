/** The steps of a set-up, in order. */
export type SetUpPhase = 'wait' | 'search' | 'download' | 'extract' | 'compile' | 'kernels' | 'verify'

/** Called as set-up proceeds. `fraction` is the finished share of the phase, if it is known. */
export type SetUpProgress = (phase: SetUpPhase, fraction: number | undefined) => void
