import type { SweepConfig } from './sweep-config.ts'

/** Returns a sweep's title in one line: "mnist, fully-connected with 2 hidden layers, 40 epochs". */
export function titleSweep({
  dataset,
  control,
  architecture,
  hiddenLayers,
  epochs,
}: Pick<SweepConfig, 'dataset' | 'control' | 'architecture' | 'hiddenLayers' | 'epochs'>): string {
  const data = control === undefined ? dataset : `${dataset} (${control})`
  const network =
    hiddenLayers === undefined ? architecture : `${architecture} with ${hiddenLayers} hidden layers`
  return `${data}, ${network}, ${epochs === 0 ? 'untrained' : `${epochs} epochs`}`
}
