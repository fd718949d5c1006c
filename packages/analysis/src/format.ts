/**
 * The door of number formats: numbers as figures, pages, tables and the command line write them, and the floor that they are
 * held against, without code that draws.
 */
export { formatComplement, formatCount, formatNumber, formatTick } from './format/format-number.ts'
export { noiseFloor, residualFloor } from './statistics/noise-floor.ts'
export {
  formatEnds,
  formatInterval,
  formatSpread,
  formatSpreadCells,
  roundTogether,
} from './format/format-spread.ts'
export { explainGroups } from './format/explain-groups.ts'
