/** Returns a handler of errors that takes a file that does not exist for a value, and throws every other error. */
export function ifMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value
    throw error
  }
}
