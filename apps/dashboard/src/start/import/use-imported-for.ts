import { useState } from 'react'
import { useClient } from 'urql'
import { importedOptions, makeImportedRun, removeEmptyRun } from './imported-run.ts'
import type { Catalogue } from '../fields/option.ts'
import { chooseProject, rejectProject } from '../project-field.tsx'
import { describeProblems, parseForm } from '../fields/parse-form.ts'
import { useModels } from '../run/models.ts'
import { useView } from '../view.ts'

/** The run that a file is imported for: one that there is, or one that is made. */
export function useImportedFor(catalogue: Catalogue) {
  const client = useClient()
  const [view] = useView()
  const [isNew, setNew] = useState(view.run === '')
  const [architecture, setArchitecture] = useState('')
  const [dataset, setDataset] = useState('')
  const project = chooseProject(catalogue.projects.nodes, view.project)
  const models = useModels(project?.id)
  const options = importedOptions(catalogue, view.set)
  const { values, problems } = parseForm(options, view.set)
  const name = view.model.trim()
  const model = models.find((each) => each.name.toLowerCase() === name.toLowerCase())
  const reasonOfNew =
    rejectProject(project, catalogue.viewer) ??
    (name === '' ? 'Enter a name for the model first.' : undefined) ??
    (!model && (architecture.trim() === '' || dataset.trim() === '')
      ? 'Enter the architecture and the dataset of the new model.'
      : undefined) ??
    describeProblems(options, problems) ??
    (values.width === undefined ? 'Enter the width first.' : undefined)

  const makeRun = () => {
    const made = { projectId: project!.id, name, architecture: architecture.trim(), dataset: dataset.trim() }
    return makeImportedRun(client, made, values)
  }
  return {
    isNew,
    setNew,
    architecture,
    setArchitecture,
    dataset,
    setDataset,
    project,
    models,
    model,
    options,
    problems,
    reason: isNew ? reasonOfNew : view.run === '' ? 'Choose the run first.' : undefined,
    find: isNew ? makeRun : () => Promise.resolve(view.run),
    /** Neurons that the file must have; undefined for a run of the lab, whose width the server knows. */
    width: isNew && typeof values.width === 'number' ? values.width : undefined,
    /** Removes what `find` has made and nothing came of. */
    undo: (runId: string) => (isNew ? removeEmptyRun(client, runId) : Promise.resolve()),
  }
}

export type ImportTarget = ReturnType<typeof useImportedFor>
