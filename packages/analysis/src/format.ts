/**
 * The door of number formats: numbers as figures, pages, tables and the command line write them, without code that
 * draws.
 */
export { formatComplement, formatCount, formatNumber } from './format/format-number.ts'
export { formatEnds, formatInterval, formatSpread, formatSpreadCells } from './format/format-spread.ts'
export { formatTick } from './format/format-tick.ts'
export { roundTogether } from './format/round-together.ts'
