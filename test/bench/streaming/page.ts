import type { Browser, Page } from '@playwright/test'

declare global {
  interface Window {
    benchDrawn?: Map<string, number>
    /** Every motion of a tape, by the title of its panel. */
    benchMotions?: { title: string; startMs: number; durationMs: number; pictures: number }[]
  }
}

/** Of one panel: how often it showed another picture. */
export type Drawn = ReadonlyMap<string, number>

/** Notes what is drawn and what is moved, by the title of its panel. */
export async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const drawn = (window.benchDrawn = new Map<string, number>())
    const motions: NonNullable<typeof window.benchMotions> = (window.benchMotions = [])
    const titleOf = (element: Element): string | undefined =>
      element.closest('section')?.querySelector('h2')?.textContent.trim()
    const fill = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'fillRect')!.value as (
      this: CanvasRenderingContext2D,
      ...box: [number, number, number, number]
    ) => void
    CanvasRenderingContext2D.prototype.fillRect = function (...box) {
      const [x, y, width, height] = box
      // A picture begins with the ground of the whole.
      const whole = x === 0 && y === 0 && width >= this.canvas.clientWidth && height >= this.canvas.clientHeight
      const title = whole ? titleOf(this.canvas) : undefined
      if (title !== undefined) drawn.set(title, (drawn.get(title) ?? 0) + 1)
      fill.apply(this, box)
    }
    const animate = Object.getOwnPropertyDescriptor(Element.prototype, 'animate')!.value as (
      this: Element,
      keyframes: Keyframe[],
      durationMs: number,
    ) => Animation
    Element.prototype.animate = function (keyframes, durationMs) {
      const animation = animate.call(this, keyframes as Keyframe[], durationMs as number)
      const title = titleOf(this)
      const pictures = (keyframes as Keyframe[]).length - 1
      // The page sets it as soon as it has the animation.
      queueMicrotask(() => {
        const startMs = Number(animation.startTime)
        if (title !== undefined) motions.push({ title, startMs, durationMs: durationMs as number, pictures })
      })
      return animation
    }
  })
}

/**
 * Pictures shown within some seconds: of what is drawn, how often it was; of what moves, every step of the way in the time of which a
 * frame was put on the screen.
 */
export async function drawnWithin(page: Page, browser: Browser, ms: number): Promise<Drawn> {
  await page.evaluate(() => {
    window.benchDrawn!.clear()
    window.benchMotions!.length = 0
  })
  await browser.startTracing(page, { categories: ['viz', 'blink.user_timing'] })
  await page.evaluate(() => performance.mark('bench'))
  await page.waitForTimeout(ms)
  const { drawn, motions, markMs, endMs } = await page.evaluate(() => ({
    drawn: [...window.benchDrawn!],
    motions: window.benchMotions!,
    markMs: performance.getEntriesByName('bench').at(-1)!.startTime,
    endMs: performance.now(),
  }))
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: { name: string; ts: number }[]
  }
  const markUs = traceEvents.findLast(({ name }) => name === 'bench')!.ts
  const framesMs = traceEvents
    .filter(({ name }) => name === 'DirectRenderer::DrawFrame')
    .map(({ ts }) => markMs + (ts - markUs) / 1000)
    .sort((a, b) => a - b)
  const counted = new Map(drawn)
  for (const title of new Set(motions.map((motion) => motion.title))) {
    const own = motions.filter((motion) => motion.title === title)
    // The next motion ends the one before.
    const steps = own.flatMap(({ startMs, durationMs, pictures }, at) => {
      const untilMs = Math.min(own[at + 1]?.startMs ?? Infinity, endMs)
      return Array.from({ length: pictures }, (_, step) => startMs + (step * durationMs) / pictures)
        .filter((from) => from >= markMs && from < untilMs)
        .map((from) => ({ from, to: Math.min(from + durationMs / pictures, untilMs) }))
    })
    counted.set(title, steps.filter(({ from, to }) => framesMs.some((frame) => frame >= from && frame < to)).length)
  }
  return counted
}

/**
 * Time in front of the screen passes as fast as frames are drawn: one after the other, and a clock so fast that what is shown has
 * always passed by when the next frame comes.
 */
export async function hurryFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const FASTER = 100
    let callbacks = new Map<number, FrameRequestCallback>()
    let ids = 0
    const clock = performance.now.bind(performance)
    performance.now = () => FASTER * clock()
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      const due = callbacks
      callbacks = new Map()
      for (const callback of due.values()) callback(performance.now())
    }
    window.requestAnimationFrame = (callback) => {
      if (callbacks.size === 0) port2.postMessage(null)
      callbacks.set(++ids, callback)
      return ids
    }
    window.cancelAnimationFrame = (id) => callbacks.delete(id)
    const later = window.setTimeout.bind(window)
    // Longer ones watch over the connection, which is no faster than ever.
    const hurried = (work: TimerHandler, ms = 0, ...given: unknown[]) =>
      later(work, ms < 1000 ? ms / FASTER : ms, ...given)
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
