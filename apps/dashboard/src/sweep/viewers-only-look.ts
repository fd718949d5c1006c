/** Why a control of a sweep cannot be used. */
export const viewersOnlyLook = 'Your role in this project is viewer: an editor can run, stop and delete.'
