import type { RunStyle, RunSymbol } from '../figures/run-style.ts'

/** The line and the marker by which a run, or a group of runs, is drawn. Whoever uses it names the run beside it. */
export function RunMark({ style: { color, dash, symbol } }: { readonly style: RunStyle }) {
  return (
    <svg className="run-mark" width="44" height="14" aria-hidden="true">
      <line x1="0" x2="44" y1="7" y2="7" stroke={color} strokeWidth="2" strokeDasharray={dash || undefined} />
      <path d={shapes[symbol]} transform="translate(22 7)" fill={color} stroke={color} />
    </svg>
  )
}

const shapes: Readonly<Record<RunSymbol, string>> = {
  circle: 'M4,0A4,4 0 1 1 -4,0A4,4 0 1 1 4,0Z',
  square: 'M-4,-4H4V4H-4Z',
  triangle: 'M0,-5L5,4H-5Z',
  diamond: 'M0,-5L4,0L0,5L-4,0Z',
  cross: 'M-1.5,-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5V-1.5H-1.5Z',
  star: 'M0,-6L1.6,-2L6,-2L2.5,0.8L3.7,5L0,2.5L-3.7,5L-2.5,0.8L-6,-2L-1.6,-2Z',
}
