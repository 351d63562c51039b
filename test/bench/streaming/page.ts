import type { Page } from '@playwright/test'

declare global {
  interface Window {
    benchDrawn?: Map<string, number>
  }
}

/** Counts how often each canvas is drawn, by the title of its panel: a view begins with the ground of the whole. */
export async function countDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const drawn = (window.benchDrawn = new Map<string, number>())
    const fill = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'fillRect')!.value as (
      this: CanvasRenderingContext2D,
      ...box: [number, number, number, number]
    ) => void
    CanvasRenderingContext2D.prototype.fillRect = function (...box) {
      const [x, y, width, height] = box
      const whole = x === 0 && y === 0 && width >= this.canvas.clientWidth && height >= this.canvas.clientHeight
      const title = whole ? this.canvas.closest('section')?.querySelector('h2')?.textContent.trim() : undefined
      if (title !== undefined) drawn.set(title, (drawn.get(title) ?? 0) + 1)
      fill.apply(this, box)
    }
  })
}

export async function takeDrawn(page: Page): Promise<Map<string, number>> {
  const entries = await page.evaluate(() => {
    const counted = [...(window.benchDrawn ?? [])]
    window.benchDrawn?.clear()
    return counted
  })
  return new Map(entries)
}

/**
 * Time in front of the screen passes as fast as frames are drawn: a frame of a 30th of a second after the other, and no waiting in
 * between.
 */
export async function hurryFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let callbacks = new Map<number, FrameRequestCallback>()
    let ids = 0
    let nowMs = performance.now()
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      nowMs += 1000 / 30
      const due = callbacks
      callbacks = new Map()
      for (const callback of due.values()) callback(nowMs)
    }
    window.requestAnimationFrame = (callback) => {
      if (callbacks.size === 0) port2.postMessage(null)
      callbacks.set(++ids, callback)
      return ids
    }
    window.cancelAnimationFrame = (id) => callbacks.delete(id)
    const later = window.setTimeout.bind(window)
    const hurried = (work: TimerHandler, ms = 0, ...given: unknown[]) => later(work, ms < 1000 / 30 ? 0 : ms, ...given)
    window.setTimeout = hurried as typeof window.setTimeout
  })
}

/** MB in use by the page after everything that can be freed was freed, buffers included. */
export async function pageMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const usage = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
  await session.detach()
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6
}
