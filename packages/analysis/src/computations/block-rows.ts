/** Bytes of features that a pass holds at a time: large enough to amortise calls, small beside a processor's memory. */
export const BLOCK_BYTES = 16 * 2 ** 20
