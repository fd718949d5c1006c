import type { NodeLoader } from './node.ts'
import { loadUser } from './accounts/load-user.ts'
import { loadModel } from './models/load-model.ts'
import { loadProject } from './projects/load-project.ts'
import { loadRun } from './runs/load-run.ts'
import { loadToken } from './tokens/load-token.ts'

/** Every type that implements Node, by its name: a new one is a line here. */
export const nodeLoaders: Readonly<Record<string, NodeLoader>> = {
  Project: loadProject,
  Model: loadModel,
  TrainingRun: loadRun,
  User: loadUser,
  ApiToken: loadToken,
}
