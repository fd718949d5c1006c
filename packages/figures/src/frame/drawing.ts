import type { PlotOptions, SymbolType } from '@observablehq/plot'
import type { FigureTable } from '../table/figure-table.ts'

/** A legend entry: the meaning of a colour, symbol, dash or band. */
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

/** Plot of a figure. */
export interface Panel {
  /** Share of the figure's width. Panels without one divide the rest equally. */
  readonly share?: number
  readonly options: (size: PanelSize) => PlotOptions
}

/** Contents of a figure before it is laid out. */
export interface Drawing {
  readonly title: string
  readonly subtitle: string
  /** Sentence for newcomers, shown under the plot. */
  readonly caption: string
  readonly legend: readonly LegendEntry[]
  readonly panels: readonly Panel[]
  readonly height?: number
  /** Returns the full data; called only if they are needed. */
  readonly table: () => FigureTable
}
