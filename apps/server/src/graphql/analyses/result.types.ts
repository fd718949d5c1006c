import type { SlimShape } from '@mitoscope/lab'
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql'
import { Curve, Floor, ResultScalar } from './curve.type.ts'

@ObjectType({ description: 'Quantities against chunk size.' })
export class CurvesResult {
  @Field(() => [Int], { description: 'Chunk sizes, ascending.' })
  readonly sizes!: readonly number[]
  @Field(() => [Curve], { description: 'The quantities.' })
  readonly curves!: readonly Curve[]
  @Field(() => [Floor], { description: 'What to hold them against.' })
  readonly floors!: readonly Floor[]
}

@ObjectType({ description: 'Two neurons that were found to share noise.' })
class SignificantPair {
  @Field(() => Int, { description: 'One neuron.' })
  readonly a!: number
  @Field(() => Int, { description: 'The other.' })
  readonly b!: number
  @Field(() => Float, { description: 'Their correlation.' })
  readonly value!: number
  @Field(() => Float, { description: 'Probability of such a correlation without shared noise.' })
  readonly p!: number
}

@ObjectType({ description: 'A square matrix over neurons, drawn coarser where it is large.' })
export class MatrixResult {
  @Field(() => Int, { description: 'Side of the whole matrix: its arrays hold all of it.' })
  readonly size!: number
  @Field(() => Boolean, { description: 'Whether the values here are averages of neighbouring cells.' })
  downSampled(): boolean {
    return (this as unknown as { step: number }).step > 1
  }
  @Field(() => Int, { description: 'Rows and columns that are averaged into one; 1 where none are.' })
  readonly step!: number
  @Field(() => [String], { description: 'What the rows and columns here are; the first of each average.' })
  readonly labels!: readonly (string | number)[]
  @Field(() => [Float], { nullable: 'items', description: 'Row by row, labels × labels.' })
  readonly values!: readonly (number | null)[]
  @Field(() => [SignificantPair], { description: 'Pairs found significant, the surest first.' })
  readonly pairs!: readonly SignificantPair[]
  @Field(() => [ResultScalar], { description: 'The numbers behind it.' })
  readonly summary!: readonly ResultScalar[]
}

@ObjectType({ description: 'A chunk of neurons that is said to carry the layer’s information alone.' })
class NeuronGroup {
  @Field(() => [Int], { description: 'Its neurons, ascending.' })
  readonly neurons!: readonly number[]
  @Field(() => Float, { nullable: true, description: 'R² of the whole layer from it.' })
  readonly r2!: number | null
  @Field(() => Float, { nullable: true, description: 'Test error with the original readout.' })
  readonly testError!: number | null
  @Field(() => Float, { nullable: true, description: 'Train error with the original readout.' })
  readonly trainError!: number | null
}

@ObjectType({ description: 'Disjoint groups of neurons.' })
export class PartitionResult {
  @Field(() => [NeuronGroup], { description: 'The groups.' })
  readonly groups!: readonly NeuronGroup[]
  @Field(() => Int, { description: 'How many groups, the first ones, are compared in `between`.' })
  readonly compared!: number
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Mean |correlation| of the residuals of two groups, row by row, compared × compared.',
  })
  readonly between!: readonly (number | null)[]
  @Field(() => [ResultScalar], { description: 'The numbers behind it.' })
  readonly summary!: readonly ResultScalar[]
}

@ObjectType({ description: 'A point of a fit.' })
class FitPoint {
  @Field(() => Float, { description: 'Chunk size.' })
  readonly x!: number
  @Field(() => Float, { nullable: true, description: 'Value there.' })
  readonly y!: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the law was fitted to it; null on the line.',
  })
  readonly used?: boolean | null
}

@ObjectType({ description: 'A fitted law.' })
export class FitResult {
  @Field(() => [ResultScalar], { description: 'Its parameters.' })
  readonly parameters!: readonly ResultScalar[]
  @Field(() => [FitPoint], { description: 'What it was fitted to.' })
  readonly points!: readonly FitPoint[]
  @Field(() => [FitPoint], { description: 'The law itself, at the same sizes.' })
  readonly line!: readonly FitPoint[]
  @Field(() => String, { description: 'One sentence that says what the fit supports.' })
  readonly verdict!: string
}

@ObjectType({ description: 'Single numbers.' })
export class ScalarsResult {
  @Field(() => [ResultScalar], { description: 'The numbers.' })
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
  description: 'What an analysis found, in one of the shapes that results have.',
  types: () => Object.values(types),
  resolveType: (value) => types[(value as unknown as SlimShape).shape],
})

/** A result as the class of its shape, so that its methods are there. */
export function toResult(slim: SlimShape): object {
  return Object.assign(Object.create(types[slim.shape].prototype as object), slim)
}
