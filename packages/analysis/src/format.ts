/** Numbers as figures, pages, tables and the command line write them, without what draws. */
export { formatComplement, formatCount, formatNumber } from './format/format-number.ts'
export { formatEnds, formatInterval, formatSpread, formatSpreadCells } from './format/format-spread.ts'
export { formatTick } from './format/format-tick.ts'
export { roundTogether } from './format/round-together.ts'
