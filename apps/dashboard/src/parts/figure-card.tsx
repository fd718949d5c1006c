import type { Drawn, Figure } from '@mitoscope/figures'
import { download, svgBlob, svgToPng } from './download.ts'
import { loadFigures } from './load-figures.ts'

interface FigureCardProps {
  readonly figure: Figure
  /** What it was drawn of: its recipe holds that. */
  readonly drawn: Drawn
  /** What files of it are called; its id is added. */
  readonly name: string
}

/** A figure as it is printed, with its files to take away. */
export function FigureCard({ figure, drawn, name }: FigureCardProps) {
  const { id, title, svg } = figure
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
        <button
          type="button"
          title="mitoscope draw makes the same figure of it"
          onClick={async () => download(`${name}-${id}.json`, await recipeBlob(figure, drawn))}
        >
          Recipe<span className="hidden"> of {title}</span>
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

async function recipeBlob(figure: Figure, drawn: Drawn): Promise<Blob> {
  // It is loaded by now: the figure has been drawn.
  const { writeRecipe } = await loadFigures()
  return new Blob([JSON.stringify(writeRecipe(figure, drawn))], { type: 'application/json' })
}
