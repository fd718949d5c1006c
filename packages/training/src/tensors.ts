import type { Backend } from '@mitoscope/tensor/compute'

/** TensorFlow.js as the opened backend provides it. */
export type Tf = Backend['tf']
export type Tensor = ReturnType<Tf['tensor']>
export type Tensor1D = ReturnType<Tf['tensor1d']>
export type Tensor2D = ReturnType<Tf['tensor2d']>
export type Tensor3D = ReturnType<Tf['tensor3d']>
export type Tensor4D = ReturnType<Tf['tensor4d']>
export type Scalar = ReturnType<Tf['scalar']>
export type Variable = ReturnType<Tf['variable']>
