/** The door to the paper's figures as recipes, with no database behind it. */
export {
  scaleNames,
  type PaperFigure,
  type PaperNumber,
  type PaperScale,
  type ScaleName,
} from './paper/paper-figure.ts'
export { findPaperFigure, paperFigures } from './paper/paper-figures.ts'
export { setBeside, type NumberBeside, type Reproduction } from './paper/set-beside.ts'
