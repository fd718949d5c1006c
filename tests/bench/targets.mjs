const memoryLimit = 2.5e9
const fasterNative = 100
const fasterWasm = 15
const gramShare = 0.8
const fasterRefit = 15
const refitSeconds = 60

/** Compares measured figures with their targets; returns rows [what, limit, measured, met]. */
export function judge({ peaks, widths, memory }) {
  const rows = []
  const native = peaks?.backends.find(({ name }) => name === 'tensorflow')
  if (native) {
    const share = native.gram / peaks.numpy.float64
    const percent = (value) => `${(100 * value).toFixed(0)} %`
    rows.push([
      'Gram in float64, counted as 2 N W² (half of it is computed), share of NumPy’s float64 product',
      percent(gramShare),
      percent(share),
      share >= gramShare,
    ])
  }
  for (const { width, published, inProcess, wasm, refit } of widths) {
    const theirs =
      published.testError.seconds + published.trainError.seconds + published.reconstruction.seconds
    const target = (what, ours, limit) => {
      const ratio = theirs / total(ours)
      rows.push([
        `W = ${width}: ${what}, whole analysis`,
        `${limit} ×`,
        `${ratio.toFixed(0)} ×`,
        ratio >= limit,
      ])
    }
    target(inProcess.name, inProcess, inProcess.name === 'wasm' ? fasterWasm : fasterNative)
    target('wasm', wasm, fasterWasm)
    const faster = refit.plainSeconds / refit.refitSeconds
    rows.push([
      `W = ${width}: readouts refitted to 100 draws, against JavaScript chunk by chunk`,
      `${fasterRefit} ×`,
      `${faster.toFixed(0)} ×`,
      faster >= fasterRefit,
    ])
    rows.push([
      `W = ${width}: chunk errors of refitted readouts, 100 draws`,
      `${refitSeconds} s`,
      `${refit.seconds.toFixed(1)} s`,
      refit.seconds < refitSeconds,
    ])
  }
  if (memory) {
    const gigabytes = (memory.peakBytes / 1e9).toFixed(2)
    const met = memory.peakBytes < memoryLimit
    rows.push(['50,000 × 8,192 float32: peak memory of all processes', '2.5 GB', `${gigabytes} GB`, met])
  }
  return rows
}

/** Seconds of one whole analysis, errors and reconstruction. */
export function total({ errorSeconds, reconstructionSeconds }) {
  return errorSeconds + reconstructionSeconds
}
