/** The steps of a set-up, in order. */
export type SetUpPhase = 'wait' | 'search' | 'download' | 'extract' | 'compile' | 'kernels' | 'verify'

/** Told as set-up goes on; `fraction` is how much of the phase is done, where that is known. */
export type SetUpProgress = (phase: SetUpPhase, fraction: number | undefined) => void
