import type { Catalogue } from '../fields/option.ts'
import { OptionFields } from '../fields/option-fields.tsx'
import { ProjectField } from '../project-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { ImportTarget } from './use-imported-for.ts'
import { useView } from '../use-view.ts'

interface NewRunProps {
  readonly catalogue: Catalogue
  readonly target: ImportTarget
}

/** Fields that describe a run that was trained elsewhere. */
export function NewRun({ catalogue, target }: NewRunProps) {
  const [view, change] = useView()
  const { project, models, model, options, problems } = target
  return (
    <>
      <div className="fields">
        <ProjectField
          projects={catalogue.projects.nodes}
          project={project}
          onChange={(id) => change({ project: id })}
        />
        <TextField
          label="Model"
          hint={
            model
              ? `This model exists: ${model.architecture} on ${model.dataset}.`
              : 'All settings except width and seed. A new name creates a new model.'
          }
          text={view.model}
          known={models.map(({ name }) => name)}
          onChange={(next) => change({ model: next })}
        />
        {!model && (
          <>
            <TextField
              label="Architecture"
              hint="As fully-connected, or a word of your own."
              text={target.architecture}
              known={catalogue.architectures.map(({ name }) => name)}
              onChange={target.setArchitecture}
            />
            <TextField
              label="Dataset"
              hint="As mnist, or a word of your own."
              text={target.dataset}
              known={catalogue.datasets.map(({ name }) => name)}
              onChange={target.setDataset}
            />
          </>
        )}
      </div>
      <OptionFields
        options={options}
        texts={view.set}
        problems={problems}
        onChange={(set) => change({ set })}
      />
    </>
  )
}
