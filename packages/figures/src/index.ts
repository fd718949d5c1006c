/** Figures of analyses and sweeps, as SVG documents fit for a paper. */
export { analysisFigures } from './analysis/analysis-figures.ts'
export { sweepFigures } from './sweep/sweep-figures.ts'
export { drawRecipe, writeRecipe, type Drawn, type Recipe } from './recipe/recipe.ts'
export type { Figure } from './figure.ts'
export type { Cell, Column, FigureTable, SpreadKind } from './table/figure-table.ts'
export type { AnalysisInput, MeasureInput } from './input/analysis-input.ts'
export type { RunInput, SeriesInput, SweepInput } from './input/sweep-input.ts'
