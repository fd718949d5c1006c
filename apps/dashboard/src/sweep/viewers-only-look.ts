/** Reason for viewers why the controls of a sweep are disabled. */
export const viewersOnlyLook = 'You are a viewer of this project. Only editors can run, stop and delete.'
