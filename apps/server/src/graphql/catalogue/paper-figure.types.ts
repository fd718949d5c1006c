import { scaleNames } from '@mitoscope/lab'
import type {
  PaperFigure as FigureEntry,
  PaperNumber as NumberEntry,
  PaperScale as ScaleEntry,
} from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'

const PaperQuantity = {
  EXCESS_ERROR: 'excessError',
  TRAIN_ERROR: 'trainError',
  R2: 'r2',
  RESIDUAL_CORRELATION: 'residualCorrelation',
  TRAIN_ERROR_OF_NETWORKS: 'trainErrorOfNetworks',
} as const satisfies Record<string, NumberEntry['quantity']>
registerEnumType(PaperQuantity, {
  name: 'PaperQuantity',
  description: 'Quantity of a number in the paper.',
  valuesConfig: {
    EXCESS_ERROR: { description: 'Test error of chunks above that of the whole layer.' },
    TRAIN_ERROR: { description: 'Training error of chunks.' },
    R2: { description: 'R² of the reconstruction of the layer from chunks.' },
    RESIDUAL_CORRELATION: { description: 'Mean |correlation| of the residuals of chunks.' },
    TRAIN_ERROR_OF_NETWORKS: { description: 'Training error of whole networks.' },
  },
})

const DurationBasis = { MEASURED: 'measured', ESTIMATED: 'estimated' } as const
registerEnumType(DurationBasis, {
  name: 'DurationBasis',
  description: 'Basis of a duration.',
  valuesConfig: {
    MEASURED: { description: 'The computation was timed on the machine.' },
    ESTIMATED: { description: 'The duration follows from the number of operations.' },
  },
})

@ObjectType({ description: 'Number published in the paper.' })
export class PaperNumber {
  @Field(() => PaperQuantity, { description: 'Quantity of the number.' })
  readonly quantity!: NumberEntry['quantity']
  @Field(() => Int, { description: 'Number of neurons of the layer.' })
  readonly width!: number
  @Field(() => Int, { description: 'Number of neurons of the chunk; equals the width for whole networks.' })
  readonly size!: number
  @Field(() => Float, { description: 'Published value of the quantity.' })
  readonly value!: number
}

@ObjectType({ description: 'One scale at which a figure of the paper can be reproduced.' })
export class PaperScale {
  readonly #name: string
  readonly #entry: ScaleEntry

  constructor(name: string, entry: ScaleEntry) {
    this.#name = name
    this.#entry = entry
  }

  @Field(() => String, { description: 'Name of the scale: "small" for two CPU cores or "full" for a GPU.' })
  name(): string {
    return this.#name
  }

  @Field(() => GraphQLJSONObject, { description: 'Settings of the sweep, by the names of SweepSettings.' })
  settings(): object {
    return this.#entry.config
  }

  @Field(() => Float, { description: 'Approximate duration of the training in minutes.' })
  minutes(): number {
    return this.#entry.expected.minutes
  }

  @Field(() => String, { description: 'Machine of the duration: "two cores" or "one GPU".' })
  machine(): string {
    return this.#entry.expected.machine
  }

  @Field(() => DurationBasis, { description: 'Basis of the duration.' })
  basis(): (typeof DurationBasis)[keyof typeof DurationBasis] {
    return this.#entry.expected.basis
  }

  @Field(() => Boolean, {
    description: 'True if the networks are those of the paper, so that numbers are comparable.',
  })
  isOfPaper(): boolean {
    return this.#entry.isOfPaper
  }

  @Field(() => String, { description: 'Limits of the scale: conclusions that it cannot support.' })
  limits(): string {
    return this.#entry.limits
  }
}

@ObjectType({
  description: 'Figure of the paper (Doimo et al., arXiv 2106.03485), with the sweeps that reproduce it.',
})
export class PaperFigure {
  readonly #entry: FigureEntry

  constructor(entry: FigureEntry) {
    this.#entry = entry
  }

  @Field(() => String, { description: 'Name of the figure in commands, for example "reconstruction".' })
  name(): string {
    return this.#entry.id
  }

  @Field(() => [String], { description: 'Alternative names in commands, for example "fig3b".' })
  aliases(): readonly string[] {
    return this.#entry.aliases
  }

  @Field(() => Int, {
    description: 'Version of the figure, raised whenever a change gives different numbers.',
  })
  version(): number {
    return this.#entry.version
  }

  @Field(() => String, { description: 'Human-readable title of the figure.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, { description: 'Content of the figure in one sentence.' })
  shows(): string {
    return this.#entry.shows
  }

  @Field(() => String, { description: 'Citation of the publication.' })
  citation(): string {
    return this.#entry.citation
  }

  @Field(() => [String], { description: 'Names of the claims that the figure checks.' })
  claims(): readonly string[] {
    return this.#entry.claims
  }

  @Field(() => String, { description: 'Network behind the published numbers; empty if there are none.' })
  network(): string {
    return this.#entry.network
  }

  @Field(() => [PaperNumber], { description: 'Numbers published in the paper.' })
  numbers(): readonly PaperNumber[] {
    return this.#entry.numbers
  }

  @Field(() => [PaperScale], { description: 'Scales at which the figure can be reproduced: small and full.' })
  scales(): PaperScale[] {
    return scaleNames.map((name) => new PaperScale(name, this.#entry[name]))
  }
}
