/** Milliseconds of work after which a page looks for what its user did. */
const mostWorkMs = 8

/**
 * Returns a function to await between the parts of long work: it lets the page answer whenever the work has
 * kept it long enough.
 */
export function takeTurns(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < mostWorkMs) return
    await new Promise((resolve) => setTimeout(resolve))
    since = performance.now()
  }
}

/** Once what has been asked of the page is on the screen: the frame after the next begins when that one is there. */
export async function whenShown(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}
