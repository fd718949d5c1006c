'use client'
import { useState } from 'react'
import { download } from './download.ts'
import { formats, type Taken } from './formats.ts'
import './export-menu.css'

interface ExportMenuProps {
  readonly title: string
  /** Name of the figure's files, without extension. */
  readonly name: string
  /** The whole figure, never of sampled data; it may have to be read first. */
  readonly read: () => Taken | Promise<Taken>
  /** The same for files of numbers, where they hold more than the picture. */
  readonly readData?: () => Taken | Promise<Taken>
}

/** A figure's files: pictures, numbers, and the recipe of which `mitoscope draw` makes the picture again. */
export function ExportMenu({ title, name, read, readData = read }: ExportMenuProps) {
  const [busy, setBusy] = useState(false)
  const [status, setStatus] = useState('')
  const take = async ({ ending, isData, write }: (typeof formats)[number]) => {
    setBusy(true)
    setStatus('Reading…')
    try {
      const taken = await (isData ? readData : read)()
      // Large pictures take a while.
      setStatus('Writing…')
      download(`${name}.${ending}`, await write(taken))
      setStatus('')
    } catch (error) {
      setStatus(
        `The file was not written: ${error instanceof Error ? error.message : String(error)} Try again.`,
      )
    }
    setBusy(false)
  }
  return (
    <div className="export-menu" role="group" aria-label={`Files of ${title}`}>
      {formats.map((format) => (
        <button
          key={format.name}
          type="button"
          title={format.hint}
          disabled={busy}
          onClick={() => void take(format)}
        >
          {format.name}
          <span className="hidden"> of {title}</span>
        </button>
      ))}
      <span role="status" className="quiet">
        {status}
      </span>
    </div>
  )
}
