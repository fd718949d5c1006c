import { formatCsvRow, type CsvCell } from '@mitoscope/analysis/csv'

/** A name that every system takes and no shell reads as more than a word; commas and slashes of runs and metrics among it. */
export function toFileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._=+]+/gu, '-').replace(/^[-.]+/, '') || 'file'
}

/** Hands the reader a file that the page has made. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = toFileName(name)
  link.click()
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export function svgBlob(svg: string): Blob {
  return new Blob([svg], { type: 'image/svg+xml' })
}

/** A figure in pixels, at several times its size in points. */
export async function svgToPng(svg: string, scale = 3): Promise<Blob> {
  const url = URL.createObjectURL(svgBlob(svg))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * scale
    canvas.height = image.naturalHeight * scale
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture'))),
        'image/png',
      )
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Rows as CSV (RFC 4180), numbers at full precision; null is an empty field. */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): Blob {
  return new Blob([[header, ...rows].map((row) => `${formatCsvRow(row)}\r\n`).join('')], { type: 'text/csv' })
}
