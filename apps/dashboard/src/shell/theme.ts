export type Theme = 'system' | 'light' | 'dark'

export const themeKey = 'mitoscope-theme'

/** The document hears it when another theme is chosen, wherever that is. */
export const themeEvent = 'mitoscope-theme'

/** Runs before anything is painted, so that a chosen theme does not flash. */
export const themeScript = `try{var t=localStorage.getItem('${themeKey}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`

/** Keeps the choice for the next visit and applies it. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  document.dispatchEvent(new Event(themeEvent))
  try {
    localStorage.setItem(themeKey, theme)
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

export function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}
