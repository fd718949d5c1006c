/** Why a control of a sweep cannot be used. */
export const viewersOnlyLook = 'You are a viewer of this project. Only editors can run, stop and delete.'
