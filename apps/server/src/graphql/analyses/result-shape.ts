import { registerEnumType } from 'type-graphql'

/** Shapes of results by their names in the schema. */
export const ResultShape = {
  CURVES: 'curves',
  MATRIX: 'matrix',
  PARTITION: 'partition',
  FIT: 'fit',
  SCALARS: 'scalars',
} as const

registerEnumType(ResultShape, {
  name: 'ResultShape',
  description: 'Shape of the result of a measure.',
  valuesConfig: {
    CURVES: { description: 'Quantities against chunk size, over draws.' },
    MATRIX: { description: 'Square matrix over neurons.' },
    PARTITION: { description: 'Disjoint groups of neurons.' },
    FIT: { description: 'Parameters of a fitted law.' },
    SCALARS: { description: 'Single numbers with confidence intervals.' },
  },
})
