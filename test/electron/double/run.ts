import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { MenuItem } from './electron.ts'

/** What a test asks of the double, over the channel of its process. */
export type Order =
  | { do: 'menu'; label: string }
  | { do: 'answer'; value: unknown }
  | { do: 'second-instance'; words: string[] }
  | { do: 'open-file'; path: string }
  | { do: 'permission'; name: string }
  | { do: 'resize'; bounds: { x: number; y: number; width: number; height: number } }
  | { do: 'close-window' }
  | { do: 'observe' }
  | { do: 'quit' }

// node test/electron/double/run.ts <main bundle> [arguments of the program]
const [node, , main, ...words] = process.argv
process.argv = [node, ...words]
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})
const double = await import('./electron.ts')
const { answers, observed } = await import('./state.ts')

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  process.send?.({ id, value: obey(order) ?? null })
})
process.on('disconnect', () => double.app.exit(1))
await import(pathToFileURL(main).href)

function obey(order: Order): unknown {
  switch (order.do) {
    case 'menu':
      return click(double.menus.application, order.label)
    case 'answer':
      return answers.push(order.value)
    case 'second-instance':
      return double.app.emit('second-instance', {}, ['bistable', ...order.words], process.cwd())
    case 'open-file':
      return double.app.emit('open-file', { preventDefault: () => undefined }, order.path)
    case 'permission':
      return double.session.defaultSession.permission(order.name)
    case 'resize':
      double.BrowserWindow.getAllWindows()[0]?.setBounds(order.bounds)
      return true
    case 'close-window':
      double.BrowserWindow.getAllWindows()[0]?.close()
      return true
    case 'observe':
      return observed
    case 'quit':
      double.app.quit()
      return true
  }
}

function click(items: MenuItem[], label: string): boolean {
  return items.some((item) => {
    if (item.label?.replace('&', '') === label && item.click !== undefined) {
      item.click()
      return true
    }
    return Array.isArray(item.submenu) && click(item.submenu, label)
  })
}
