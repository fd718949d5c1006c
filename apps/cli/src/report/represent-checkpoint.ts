import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeNetwork, planOf, type PreparedDataset, type SweepConfig } from '@mitoscope/training'
import { decodeSafetensors, encodeSafetensors } from '@mitoscope/formats'
import { representNetwork } from '@mitoscope/training/compute'
import type { Backend } from '@mitoscope/tensor/compute'
import { readDataset } from '@mitoscope/lab/local-files'
import { readRunRecord } from '../sweep-folder/run-record.ts'
import { locateSweep, runFiles } from '../sweep-folder/sweep-folder.ts'
import { writeFileAtomically } from '@mitoscope/lab/local-files'

/**
 * Writes the representation of a finished run at a checkpoint to `target`, in the form of the run's own
 * representation.safetensors. Throws an Error if the run is not finished or has no checkpoint of that epoch.
 */
export async function representCheckpoint(
  backend: Backend,
  checkpoint: { readonly folder: string; readonly run: string; readonly epoch: number },
  target: string,
  dataFolder?: string,
): Promise<void> {
  const folder = locateSweep(checkpoint.folder)
  const record = await readRunRecord(folder, checkpoint.run)
  if (record === undefined) throw new Error(`${folder.runs} has no finished run "${checkpoint.run}"`)
  if (!record.checkpoints.includes(checkpoint.epoch)) {
    const kept = record.checkpoints.join(', ')
    throw new Error(`Run "${checkpoint.run}" has no checkpoint of epoch ${checkpoint.epoch}. It has ${kept}`)
  }
  const path = join(folder.runs, checkpoint.run, runFiles.checkpoint(checkpoint.epoch))
  const network = decodeNetwork(decodeSafetensors(await readFile(path), path))
  const data = await loadData(record.config, dataFolder)
  const plan = planOf(record.config, record.width, data)
  const tensors = await representNetwork(backend, plan, network, data)
  await writeFileAtomically(target, encodeSafetensors(tensors))
}

let last: { readonly key: string; readonly data: Promise<PreparedDataset> } | undefined

/** Reads the data of a run, once for the checkpoints of runs that share them. */
function loadData(config: SweepConfig, folder: string | undefined): Promise<PreparedDataset> {
  const { dataset, trainSize, testSize, control, labelNoise, dataSeed, pictureSize } = config
  const own = [control, labelNoise, dataSeed, pictureSize]
  const key = JSON.stringify([dataset, trainSize, testSize, own, folder])
  if (last?.key !== key) last = { key, data: readDataset(config, folder) }
  return last.data
}
