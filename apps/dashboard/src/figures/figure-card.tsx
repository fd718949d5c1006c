import { DataTable } from '../export/data-table.tsx'
import { ExportMenu } from '../export/export-menu.tsx'
import type { Taken } from '../export/formats.ts'

interface FigureCardProps extends Taken {
  /** Name of the figure's files, without extension; the figure's id is added. */
  readonly name: string
  /** Reads what the files are to be made of, where the page shows a sample. */
  readonly whole?: () => Promise<Taken>
  /** True if only the files of numbers hold more than is shown. */
  readonly dataOnly?: boolean
  /** Description of the sample, shown with the figure; undefined if the figure shows everything. */
  readonly sampled?: string
}

/** A figure as it is printed, the same as a table, and its files to download. */
export function FigureCard({ figure, drawn, name, whole, dataOnly = false, sampled }: FigureCardProps) {
  const { id, title, description, svg } = figure
  const shown = () => ({ figure, drawn })
  return (
    <figure id={id}>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
        alt={description ? `${title}. ${description}` : title}
        width={640}
        height={400}
      />
      <figcaption>
        {sampled !== undefined && <p className="quiet">{sampled}. The files contain everything.</p>}
        <ExportMenu
          title={title}
          name={`${name}-${id}`}
          read={dataOnly ? shown : (whole ?? shown)}
          readData={whole ?? shown}
        />
      </figcaption>
      <DataTable title={title} table={() => figure.table} sampled={sampled} />
    </figure>
  )
}

/**
 * Placeholder as large as a figure, shown while that is being drawn: what stands below it then stays where
 * it is.
 */
export function FigurePlace({ sampled }: Pick<FigureCardProps, 'sampled'>) {
  return (
    <figure className="figure-place" inert>
      <svg viewBox="0 0 640 400" width={640} height={400} />
      <figcaption>
        {sampled !== undefined && <p className="quiet">{sampled}. The files contain everything.</p>}
        <ExportMenu title="" name="" read={() => Promise.reject(new Error('Nothing is drawn yet.'))} />
      </figcaption>
      <DataTable title="" table={() => ({ columns: [] })} />
    </figure>
  )
}
