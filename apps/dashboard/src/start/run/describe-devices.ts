/**
 * Describes who shares the work of an estimate, as the end of its sentence; empty if one device does it
 * alone.
 */
export function describeDevices(devices: number): string {
  if (devices === 0)
    return '; nothing computes here now: it waits until “npm run -s mitoscope -- worker” runs, or “npm run -s mitoscope -- serve” without --no-worker'
  return devices === 1 ? '' : `; ${devices} devices share it here`
}
