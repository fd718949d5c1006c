import { helpEvent } from '../keyboard-help.tsx'
import { places } from '../places.ts'
import { applyTheme, type Theme } from '../theme.ts'
import type { Entry } from './entry.ts'

interface Here {
  readonly path: string
  /** The id in the address. */
  readonly id: string | null
  readonly isTeam: boolean
  /** Says what has been done. */
  readonly say: (what: string) => void
}

const themes: readonly (readonly [Theme, string])[] = [
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
  ['system', 'The system’s theme'],
]

/** Returns the actions that are available on every page, and those of the current page. */
export function listActions({ path, id, isTeam, say }: Here): Entry[] {
  const go = (label: string, href: string): Entry => ({ key: href, group: 'Start', label, href })
  return [
    ...(path === '/sweep' && id
      ? [
          {
            key: 'compare',
            group: 'Here',
            label: 'Compare all runs of this sweep',
            href: `/compare?sweeps=${encodeURIComponent(id)}`,
          },
        ]
      : []),
    { key: 'copy', group: 'Here', label: 'Copy the address of this view', run: () => void copyAddress(say) },
    ...places.map(({ href, label, plain }) => ({ key: `place ${href}`, group: 'Go to', label, href, plain })),
    { key: 'bin', group: 'Go to', label: 'Bin', detail: 'deleted items, to restore them', href: '/bin' },
    go('Start a sweep', '/start?kind=sweep'),
    go('Start a run', '/start?kind=run'),
    go('Start an analysis', '/start?kind=analysis'),
    go('Import a representation', '/start?kind=import'),
    ...themes.map(([theme, label]) => ({
      key: theme,
      group: 'Look',
      label,
      run: () => {
        applyTheme(theme)
        say(`Theme: ${label}.`)
      },
    })),
    {
      key: 'keys',
      group: 'Look',
      label: 'Keyboard help',
      closes: true,
      run: () => void document.dispatchEvent(new Event(helpEvent)),
    },
    ...(isTeam ? [{ key: 'sign-out', group: 'Account', label: 'Sign out', run: signOut }] : []),
  ]
}

async function copyAddress(say: (what: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href)
    say('The address is copied.')
  } catch {
    say('The browser does not allow copying here. Copy the address from the address bar.')
  }
}

/** Signs out as the form in the settings does. */
function signOut(): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/sign-out'
  document.body.append(form)
  form.submit()
}
