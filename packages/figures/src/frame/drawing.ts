import type { PlotOptions, SymbolType } from '@observablehq/plot'
import type { FigureTable } from '../table/figure-table.ts'

/** A line of the legend: what a colour, symbol, dash or band stands for. */
export interface LegendEntry {
  readonly label: string
  readonly color?: string
  readonly symbol?: SymbolType
  readonly dash?: string
  readonly shape?: 'line' | 'mark' | 'rule' | 'text'
}

export interface PanelSize {
  readonly width: number
  readonly height: number
}

/** One plot of a figure. */
export interface Panel {
  /** Share of the figure's width; panels without one share what is left equally. */
  readonly share?: number
  readonly options: (size: PanelSize) => PlotOptions
}

/** Everything a figure shows, before it is laid out. */
export interface Drawing {
  readonly title: string
  readonly subtitle: string
  /** One sentence for a newcomer, shown under the plot. */
  readonly caption: string
  readonly legend: readonly LegendEntry[]
  readonly panels: readonly Panel[]
  readonly height?: number
  /** The full data; made only for those who ask. */
  readonly table: () => FigureTable
}
