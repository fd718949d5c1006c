import type { Figure } from '@mitoscope/figures'
import { download, svgBlob, svgToPng } from './download.ts'

interface FigureCardProps {
  readonly figure: Figure
  /** What files of it are called; its id is added. */
  readonly name: string
}

/** A figure as it is printed, with its files to take away. */
export function FigureCard({ figure: { id, title, svg }, name }: FigureCardProps) {
  return (
    <figure id={id}>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
        alt={describe(svg, title)}
        width={640}
        height={400}
      />
      <figcaption className="actions">
        <button type="button" onClick={() => download(`${name}-${id}.svg`, svgBlob(svg))}>
          SVG<span className="hidden"> of {title}</span>
        </button>
        <button type="button" onClick={async () => download(`${name}-${id}.png`, await svgToPng(svg))}>
          PNG<span className="hidden"> of {title}</span>
        </button>
      </figcaption>
    </figure>
  )
}

/** A figure says in its own description what it shows. */
function describe(svg: string, title: string): string {
  const said = new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('desc')?.textContent
  return said ? `${title}. ${said}` : title
}
