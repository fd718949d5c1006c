/** Entry point for the figures of the paper as recipes, without a database. */
export {
  scaleNames,
  type PaperFigure,
  type PaperNumber,
  type PaperScale,
  type ScaleName,
} from './records/paper/paper-figure.ts'
export { findPaperFigure, paperFigures } from './records/paper/paper-figures.ts'
export { setBeside, type NumberBeside, type Reproduction } from './records/paper/set-beside.ts'
