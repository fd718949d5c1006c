import { scaleNames } from '@mitoscope/lab'
import type {
  PaperFigure as FigureEntry,
  PaperNumber as NumberEntry,
  PaperScale as ScaleEntry,
} from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A number that the paper gives.' })
export class PaperNumber {
  @Field(() => String, {
    description:
      'What it is of: "excessError", "trainError", "r2" or "residualCorrelation" of chunks, or "trainErrorOfNetworks".',
  })
  readonly quantity!: NumberEntry['quantity']
  @Field(() => Int, { description: 'Neurons of the layer.' })
  readonly width!: number
  @Field(() => Int, { description: 'Neurons of the chunk; the width for whole networks.' })
  readonly size!: number
  @Field(() => Float, { description: 'The number.' })
  readonly value!: number
}

@ObjectType({ description: 'One way to run a figure of the paper.' })
export class PaperScale {
  readonly #name: string
  readonly #entry: ScaleEntry

  constructor(name: string, entry: ScaleEntry) {
    this.#name = name
    this.#entry = entry
  }

  @Field(() => String, { description: '"small", for two cores, or "full", for a GPU.' })
  name(): string {
    return this.#name
  }

  @Field(() => GraphQLJSONObject, { description: 'Its sweep, by the names of SweepSettings.' })
  settings(): object {
    return this.#entry.config
  }

  @Field(() => Float, { description: 'How many minutes it takes to train, about.' })
  minutes(): number {
    return this.#entry.expected.minutes
  }

  @Field(() => String, { description: 'On what: "two cores" or "one GPU".' })
  machine(): string {
    return this.#entry.expected.machine
  }

  @Field(() => String, { description: 'How that is known: "measured" or "estimated".' })
  basis(): string {
    return this.#entry.expected.basis
  }

  @Field(() => Boolean, {
    description: 'Whether its networks are the paper’s, so that numbers can be compared.',
  })
  isOfPaper(): boolean {
    return this.#entry.isOfPaper
  }

  @Field(() => String, { description: 'What it cannot show.' })
  limits(): string {
    return this.#entry.limits
  }
}

@ObjectType({ description: 'A figure of the paper (Doimo et al., arXiv 2106.03485) as a recipe.' })
export class PaperFigure {
  readonly #entry: FigureEntry

  constructor(entry: FigureEntry) {
    this.#entry = entry
  }

  @Field(() => String, { description: 'What commands call it: "reconstruction".' })
  name(): string {
    return this.#entry.id
  }

  @Field(() => [String], { description: 'What they may call it too: "fig3b".' })
  aliases(): readonly string[] {
    return this.#entry.aliases
  }

  @Field(() => Int, { description: 'Raised whenever a change makes other numbers of it.' })
  version(): number {
    return this.#entry.version
  }

  @Field(() => String, { description: 'For people.' })
  title(): string {
    return this.#entry.title
  }

  @Field(() => String, { description: 'What it shows, in a sentence.' })
  shows(): string {
    return this.#entry.shows
  }

  @Field(() => String, { description: 'Where it was published.' })
  citation(): string {
    return this.#entry.citation
  }

  @Field(() => [String], { description: 'Ids of the claims that it checks.' })
  claims(): readonly string[] {
    return this.#entry.claims
  }

  @Field(() => String, { description: 'Which networks its numbers are of; empty where there are none.' })
  network(): string {
    return this.#entry.network
  }

  @Field(() => [PaperNumber], { description: 'The numbers that the paper gives.' })
  numbers(): readonly PaperNumber[] {
    return this.#entry.numbers
  }

  @Field(() => [PaperScale], { description: 'Small and full.' })
  scales(): PaperScale[] {
    return scaleNames.map((name) => new PaperScale(name, this.#entry[name]))
  }
}
