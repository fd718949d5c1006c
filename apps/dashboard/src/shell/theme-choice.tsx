'use client'
import { useEffect, useState } from 'react'
import { applyTheme, readTheme, type Theme } from './theme.ts'

/** Light, dark, or what the system says. */
export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => setTheme(readTheme()), [])
  return (
    <label className="theme">
      <span className="hidden">Theme</span>
      <select
        value={theme}
        onChange={({ target }) => {
          const chosen = target.value as Theme
          applyTheme(chosen)
          setTheme(chosen)
        }}
      >
        <option value="system">System theme</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  )
}
