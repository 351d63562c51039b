import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { sentenceOf } from '../client/api.ts'

export interface Notice {
  id: number
  kind: 'info' | 'good' | 'bad'
  text: string
  action?: { label: string; run: () => void }
}

const SECONDS = 6
let lastId = 0

/** Short messages about what has just happened. What went wrong stays until it is dismissed. */
export const useNotices = defineStore('notices', () => {
  const notices = shallowReactive<Notice[]>([])

  function tell(kind: Notice['kind'], text: string, action?: Notice['action']): void {
    const id = ++lastId
    notices.push({ id, kind, text, action })
    if (kind !== 'bad') setTimeout(() => dismiss(id), SECONDS * 1000)
  }

  function dismiss(id: number): void {
    const at = notices.findIndex((notice) => notice.id === id)
    if (at >= 0) notices.splice(at, 1)
  }

  /** Does something that may fail, and says so where everybody sees it. True when it went well. */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action()
      return true
    } catch (error) {
      tell('bad', sentenceOf(error))
      return false
    }
  }

  return { notices, tell, dismiss, attempt }
})
