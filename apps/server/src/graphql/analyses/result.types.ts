import type { SlimShape } from '@mitoscope/lab'
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql'
import { Curve, Floor, ResultScalar } from './curve.type.ts'

@ObjectType({ description: 'Quantities against chunk size.' })
export class CurvesResult {
  @Field(() => [Int], { description: 'Chunk sizes, ascending.' })
  readonly sizes!: readonly number[]
  @Field(() => [Curve], { description: 'One curve per quantity.' })
  readonly curves!: readonly Curve[]
  @Field(() => [Floor], { description: 'Reference lines for the curves.' })
  readonly floors!: readonly Floor[]
}

@ObjectType({ description: 'Two neurons whose residuals correlate significantly.' })
class SignificantPair {
  @Field(() => Int, { description: 'Index of the first neuron.' })
  readonly a!: number
  @Field(() => Int, { description: 'Index of the second neuron.' })
  readonly b!: number
  @Field(() => Float, { description: 'Correlation of the residuals of the two neurons.' })
  readonly value!: number
  @Field(() => Float, {
    description: 'p-value: probability of such a correlation between independent residuals.',
  })
  readonly p!: number
}

@ObjectType({ description: 'Square matrix over neurons, averaged over blocks of cells if it is large.' })
export class MatrixResult {
  @Field(() => Int, {
    description: 'Number of rows of the complete matrix, which the arrays of the analysis hold.',
  })
  readonly size!: number
  @Field(() => Boolean, { description: 'True if each value is the mean of a block of cells.' })
  downSampled(): boolean {
    return (this as unknown as { step: number }).step > 1
  }
  @Field(() => Int, {
    description: 'Number of neighbouring rows and columns averaged into one; 1 if the matrix is complete.',
  })
  readonly step!: number
  @Field(() => [String], {
    description: 'Labels of the rows and columns; for averaged ones the label of the first.',
  })
  readonly labels!: readonly (string | number)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Values in row-major order, labels × labels; null where a value is not defined.',
  })
  readonly values!: readonly (number | null)[]
  @Field(() => [SignificantPair], { description: 'Significant pairs, in ascending order of their p-values.' })
  readonly pairs!: readonly SignificantPair[]
  @Field(() => [ResultScalar], { description: 'Summary numbers of the matrix.' })
  readonly summary!: readonly ResultScalar[]
}

@ObjectType({ description: 'Chunk of neurons that carries the information of the layer by itself.' })
class NeuronGroup {
  @Field(() => [Int], { description: 'Indices of the neurons, ascending.' })
  readonly neurons!: readonly number[]
  @Field(() => Float, {
    nullable: true,
    description: 'R² of the reconstruction of the whole layer from the group; null if it is not defined.',
  })
  readonly r2!: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Test error of the group with the original readout, from 0 to 1; null without labels or readout.',
  })
  readonly testError!: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Training error of the group with the original readout, from 0 to 1; null without training data.',
  })
  readonly trainError!: number | null
}

@ObjectType({ description: 'Partition of the neurons into disjoint groups.' })
export class PartitionResult {
  @Field(() => [NeuronGroup], { description: 'Groups of the partition.' })
  readonly groups!: readonly NeuronGroup[]
  @Field(() => Int, { description: 'Number of groups, counted from the first, that `between` covers.' })
  readonly compared!: number
  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Mean |correlation| of the residuals of two groups in row-major order, compared × compared; null on the diagonal.',
  })
  readonly between!: readonly (number | null)[]
  @Field(() => [ResultScalar], { description: 'Summary numbers of the partition.' })
  readonly summary!: readonly ResultScalar[]
}

@ObjectType({ description: 'Point of a fit.' })
class FitPoint {
  @Field(() => Float, { description: 'Chunk size of the point.' })
  readonly x!: number
  @Field(() => Float, { nullable: true, description: 'Value at the chunk size; null if it is not defined.' })
  readonly y!: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'True if the fit used the point; null for points of the fitted line.',
  })
  readonly used?: boolean | null
}

@ObjectType({ description: 'Law fitted to values against chunk size.' })
export class FitResult {
  @Field(() => [ResultScalar], { description: 'Parameters of the fitted law.' })
  readonly parameters!: readonly ResultScalar[]
  @Field(() => [FitPoint], { description: 'Points that the law was fitted to or compared with.' })
  readonly points!: readonly FitPoint[]
  @Field(() => [FitPoint], { description: 'Points of the fitted line, at the same sizes.' })
  readonly line!: readonly FitPoint[]
  @Field(() => String, { description: 'Conclusion of the fit in one sentence.' })
  readonly verdict!: string
}

@ObjectType({ description: 'Single numbers with confidence intervals.' })
export class ScalarsResult {
  @Field(() => [ResultScalar], { description: 'Numbers of the result.' })
  readonly scalars!: readonly ResultScalar[]
}

const types = {
  curves: CurvesResult,
  matrix: MatrixResult,
  partition: PartitionResult,
  fit: FitResult,
  scalars: ScalarsResult,
}

export const AnalysisResult = createUnionType({
  name: 'AnalysisResult',
  description: 'Result of an analysis, in the shape of its measure.',
  types: () => Object.values(types),
  resolveType: (value) => types[(value as unknown as SlimShape).shape],
})

/** Converts a result to an instance of the class of its shape, so that it has that class's methods. */
export function toResult(slim: SlimShape): object {
  return Object.assign(Object.create(types[slim.shape].prototype as object), slim)
}
