import { existsSync } from 'node:fs'

const drivers = [
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib/chromium-browser/vk_swiftshader_icd.json',
  '/opt/google/chrome/vk_swiftshader_icd.json',
]

/** The environment that makes Vulkan compute in software, with the driver that Chromium carries: { env } or { reason }. */
export function softwareVulkan() {
  const driver = drivers.find((file) => existsSync(file))
  if (driver === undefined)
    return { reason: 'no software Vulkan (Debian, Ubuntu: apt install chromium libvulkan1)' }
  return { env: { VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver } }
}
