import type { ReactNode } from 'react'

interface ScrollRegionProps {
  /** Name of the region, for screen readers. */
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** Region for content wider than the page; it scrolls by itself, also with the keyboard. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <div
      className={className === undefined ? 'scroll' : `scroll ${className}`}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      {children}
    </div>
  )
}
