// Scripts that run in pages: they use what only browsers know, not these files.

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

/** Milliseconds from the next choice in a list to the frame that shows the chart of what was chosen. */
export const watchRedrawing = `new Promise((resolve) => {
  let from, chosen
  const note = ({ target }) => { from = performance.now(); chosen = target.value }
  document.addEventListener('change', note, { capture: true, once: true })
  const observer = new MutationObserver(() => {
    const chart = document.querySelector('.compare-chart')
    if (from === undefined || !chart?.querySelector('path') || !chart.ariaLabel.startsWith(chosen)) return
    observer.disconnect()
    requestAnimationFrame(() => resolve(performance.now() - from))
  })
  observer.observe(document.body, { childList: true, subtree: true })
})`
