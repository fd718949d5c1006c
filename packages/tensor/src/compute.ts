/** The computing door of the package. It loads a tensor library, so only compute processes import it. */
export type { Backend, Gram, GramAccumulator } from './backend.ts'
export { findLayerKernels, type LayerKernels } from './layer-kernels.ts'
export type { Kernels } from './kernels/kernels.ts'
export { openBackend, type OpenBackendOptions } from './open-backend.ts'
export { choleskyTolerant, type Cholesky } from './linear-algebra/cholesky.ts'
export type { Algebra } from './linear-algebra/algebra.ts'
export { transpose } from './linear-algebra/transpose.ts'
export { solveTriangular } from './linear-algebra/solve-triangular.ts'
export {
  symmetricEigen,
  symmetricEigenvalues,
  type SymmetricEigen,
} from './linear-algebra/symmetric-eigen.ts'
