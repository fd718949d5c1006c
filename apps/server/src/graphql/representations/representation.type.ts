import { findRepresentations, type RepresentationRecord } from '@mitoscope/lab'
import { Field, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { StoredTensor } from './stored-tensor.type.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('Representation', {
  implements: Node,
  description:
    'Activations of one layer of a run on its inputs, with labels and readout if they are known: one file, stored unchanged until tensors are added to it.',
})
export class Representation extends Node {
  readonly __typename = 'Representation'
  readonly record: RepresentationRecord
  override readonly id: string

  constructor(record: RepresentationRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Representation', record.id)
  }

  @Field(() => String, {
    description:
      'Site of the representation: name of the layer, for example "layer4"; "last-hidden" if no layer was named.',
  })
  site(): string {
    return this.record.site
  }

  @Field(() => String, {
    nullable: true,
    description: 'Kind of the layer, for example "block" or "attention"; null if it is not known.',
  })
  siteKind(): string | null {
    return this.record.siteKind
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Position of the layer in the order of the network; null if it is not known.',
  })
  sitePosition(): number | null {
    return this.record.sitePosition
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Epoch after which the representation was taken; null if none was given.',
  })
  epoch(): number | null {
    return this.record.epoch
  }

  @Field(() => String, {
    description:
      'Name of the file as it was uploaded; with the extension of a safetensors file once tensors were added.',
  })
  fileName(): string {
    return this.record.fileName
  }

  @Field(() => String, { description: 'Format of the file.' })
  format(): string {
    return this.record.format
  }

  @Field(() => String, { description: 'SHA-256 of the file, in hex.' })
  hash(): string {
    return this.record.blobHash
  }

  @Field(() => String, { description: 'Hash of the tensors, by which results of analyses name their input.' })
  inputHash(): string {
    return this.record.inputHash
  }

  @Field(() => Int, {
    description: 'Number of neurons of the layer, which is the width of the run for its last hidden layer.',
  })
  width(): number {
    return this.record.width
  }

  @Field(() => Int, { description: 'Number of test inputs.' })
  testRows(): number {
    return this.record.testRows
  }

  @Field(() => Int, { nullable: true, description: 'Number of training inputs; null if the file has none.' })
  trainRows(): number | null {
    return this.record.trainRows
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Number of classes; null if the file has neither labels nor a readout.',
  })
  classes(): number | null {
    return this.record.classes
  }

  @Field(() => [StoredTensor], { description: 'Tensors in the file.' })
  tensors(): StoredTensor[] {
    return this.record.tensors
  }

  @Field(() => DateTime, { description: 'Time at which the representation was stored.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time of the soft deletion; null if the representation is not deleted. restoreRepresentation restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}

export const loadRepresentation = loaderOf(findRepresentations, Representation)
