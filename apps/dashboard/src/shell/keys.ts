interface Keys {
  readonly where: string
  readonly keys: readonly (readonly [key: string, what: string])[]
}

/** Every key that does something, by where it does. */
export const allKeys: readonly Keys[] = [
  {
    where: 'Everywhere',
    keys: [
      ['Ctrl K', 'find or do anything (⌘ K on a Mac)'],
      ['?', 'this list'],
      ['/', 'search this page, or the runs'],
      ['g h', 'home'],
      ['g r', 'runs'],
      ['g c', 'compare'],
      ['g j', 'jobs'],
      ['g s', 'start something'],
      ['g t', 'settings'],
      ['Esc', 'close the open dialog, discard the text'],
    ],
  },
  {
    where: 'Where a text is edited in place',
    keys: [
      ['Enter', 'save it'],
      ['Esc', 'cancel'],
    ],
  },
  {
    where: 'On a matrix of pairs of neurons',
    keys: [
      ['↑ ↓ ← →', 'select the next pair'],
      ['+ −', 'zoom in or out'],
      ['0', 'show the whole matrix'],
    ],
  },
  {
    where: 'On the heading of a column of runs',
    keys: [
      ['← →', 'on its edge: make it narrower or wider'],
      ['Enter', 'on its edge: restore its default width'],
    ],
  },
]

/** Page for each key that is pressed after "g". */
export const placeKeys: Readonly<Record<string, string>> = {
  h: '/',
  r: '/runs',
  c: '/compare',
  j: '/jobs',
  s: '/start',
  t: '/settings',
}
