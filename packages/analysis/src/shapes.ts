/** The door of result shapes: their forms, single numbers and tables, without code that computes. */
export {
  listScalars,
  listTables,
  verdictOf,
  widenResult,
  type Shape,
  type SlimShape,
} from './shapes/shapes.ts'
export type { NumberTable } from './shapes/shape-module.ts'
