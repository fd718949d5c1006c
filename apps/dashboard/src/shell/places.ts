interface Place {
  readonly href: string
  readonly label: string
  /** Not one of the dashboard's own pages. */
  readonly plain?: boolean
}

/** Pages in the navigation bar. */
export const places: readonly Place[] = [
  { href: '/', label: 'Home' },
  { href: '/runs', label: 'Runs' },
  { href: '/compare', label: 'Compare' },
  { href: '/claims', label: 'Claims' },
  { href: '/jobs', label: 'Jobs' },
  { href: '/start', label: 'Start' },
  { href: '/settings', label: 'Settings' },
  { href: '/graphql', label: 'API', plain: true },
]
