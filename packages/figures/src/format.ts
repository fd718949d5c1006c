/** Numbers as figures, pages, tables and the command line write them, without what draws. */
export { formatEnds, formatInterval, formatSpread, formatSpreadCells } from './format/format-spread.ts'
export { formatTick } from './format/format-tick.ts'
export { roundTogether } from './format/round-together.ts'
