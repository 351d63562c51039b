import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindow, Rectangle } from 'electron'
import { screen } from 'electron'
import { z } from 'zod'
import { writeWhole } from '../../services/files/write.ts'

const schema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean(),
})

export interface WindowPlace {
  bounds: Partial<Rectangle>
  maximized: boolean
}

/** Where the window was when it was closed last, as far as that place still exists. */
export function lastPlace(folder: string): WindowPlace {
  const { success, data } = schema.safeParse(readJson(fileIn(folder)))
  if (!success) return { bounds: { width: 1440, height: 900 }, maximized: false }
  const { maximized, ...bounds } = data
  const { workArea } = screen.getDisplayMatching(bounds)
  const isThere =
    bounds.x < workArea.x + workArea.width - 100 &&
    bounds.x + bounds.width > workArea.x + 100 &&
    bounds.y >= workArea.y - 10 &&
    bounds.y < workArea.y + workArea.height - 50
  return { bounds: isThere ? bounds : { width: bounds.width, height: bounds.height }, maximized }
}

/** Keeps the place of a window, a moment after each change and at its end. */
export function rememberPlace(folder: string, window: BrowserWindow): void {
  let timer: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return
    try {
      writeWhole(fileIn(folder), [JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() })])
    } catch {
      // A place that is forgotten is no reason to disturb anybody.
    }
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(save, 500)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('close', save)
  window.on('closed', () => clearTimeout(timer))
}

function fileIn(folder: string): string {
  return join(folder, 'window.json')
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
