'use client'
import { useEffect, useState } from 'react'
import { applyTheme, readTheme, themeEvent, type Theme } from './theme.ts'

/** Light, dark, or what the system says. */
export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => {
    const read = () => setTheme(readTheme())
    read()
    document.addEventListener(themeEvent, read)
    return () => document.removeEventListener(themeEvent, read)
  }, [])
  return (
    <label className="theme">
      <span className="hidden">Theme</span>
      <select value={theme} onChange={({ target }) => applyTheme(target.value as Theme)}>
        <option value="system">System theme</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  )
}
