import { vi } from 'vitest'
import { createBistable } from '../../src/renderer/app.ts'
import { createFakeLab } from './fake/lab.ts'

/** The whole window on a fake core, in the document of the test. */
export function openWindow(options?: Parameters<typeof createFakeLab>[0]) {
  window.location.hash = ''
  document.body.innerHTML = '<div id="app"></div>'
  const fake = createFakeLab(options)
  const app = createBistable(fake)
  app.mount('#app')
  return {
    fake,
    close: () => {
      app.unmount()
      fake.end()
    },
  }
}

/** As soon as it holds; machines under load take their time. */
export function soon<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 20_000 })
}

/** By what people read or hear. */
export function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>('button')].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent.trim()) === name,
  )
  if (found === undefined) throw new Error(`There is no button "${name}".`)
  return found
}

export async function press(name: string): Promise<void> {
  ;(await soon(() => button(name))).click()
}

export function labelled(text: string): HTMLInputElement {
  const label = [...document.querySelectorAll('label')].find((element) => element.textContent.includes(text))
  const input = label === undefined ? null : document.getElementById(label.htmlFor)
  if (!(input instanceof HTMLInputElement)) throw new Error(`There is no field "${text}".`)
  return input
}

export function combobox(): HTMLInputElement {
  const input = document.querySelector('[role=combobox]')
  if (!(input instanceof HTMLInputElement)) throw new Error('The palette is not open.')
  return input
}

export function type(input: HTMLInputElement, text: string): void {
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

export function key(name: string, modifiers: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...modifiers }))
}

export async function sees(text: string): Promise<void> {
  await soon(() => {
    if (!document.body.textContent.includes(text)) throw new Error(`"${text}" is not to be seen.`)
  })
}
