/** Milliseconds of work after which a page looks for what its user did. */
const longest = 8

/** For work that has parts: waited for between them, it lets the page answer whenever it has been kept long enough. */
export function takeTurns(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longest) return
    await new Promise((resolve) => setTimeout(resolve))
    since = performance.now()
  }
}
