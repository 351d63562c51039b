import { spawn } from 'node:child_process'

/** Shows an address in the person's browser, where there is one. Never waits, never fails. */
export function openPage(url: string): void {
  const [command, ...words] = commandFor(process.platform)
  const browser = spawn(command, [...words, url], { stdio: 'ignore', detached: true })
  browser.on('error', () => undefined)
  browser.unref()
}

function commandFor(platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}

/** Whether somebody could see a window. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY)
}
