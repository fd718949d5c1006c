// What pages are asked to do, as scripts: what they use is known to browsers, not to these files.

/** Milliseconds since the page was opened, once it has shown a frame and nothing keeps it from answering. */
export const whenIdle = `new Promise((resolve) =>
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0)),
)`

/** Begins to note how long frames take; frameTimes() then tells, in milliseconds. */
export const watchFrames = `(() => {
  const times = []
  let last = performance.now()
  const next = () => {
    const now = performance.now()
    times.push(now - last)
    last = now
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
  globalThis.frameTimes = () => times.slice(1)
})()`

/** Begins to note the longest time from a press to the frame that answers it; longestInteraction() then tells. */
export const watchInteractions = `(() => {
  let longest = 0
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries())
      if (interactionId) longest = Math.max(longest, duration)
  }).observe({ type: 'event', durationThreshold: 16 })
  globalThis.longestInteraction = () => longest
})()`

/** Milliseconds from the next choice in a list to the frame that shows the chart drawn anew. */
export const watchRedrawing = `new Promise((resolve) => {
  let from
  document.addEventListener('change', () => { from = performance.now() }, { capture: true, once: true })
  new MutationObserver(() => {
    if (from !== undefined) requestAnimationFrame(() => resolve(performance.now() - from))
  }).observe(document.querySelector('.compare-chart'), { childList: true })
})`
