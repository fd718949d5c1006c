/** Thrown when the native backend cannot be set up on this machine. `remedy` says in one line what would help. */
export class SetUpImpossible extends Error {
  readonly reason: string
  readonly remedy: string

  constructor(reason: string, remedy: string) {
    super(`${reason}. ${remedy}`)
    this.name = 'SetUpImpossible'
    this.reason = reason
    this.remedy = remedy
  }
}

/** The remedy that always works: a TensorFlow library of the user's own. */
export const ownLibraryRemedy = 'or set MITOSCOPE_TENSORFLOW to a folder with libtensorflow and its headers'
