import { shallowRef } from 'vue'

/** What a form does when it is sent: once at a time, and what stands in its way is kept to be shown. */
export function useAttempt() {
  const busy = shallowRef(false)
  const problem = shallowRef<unknown>(null)

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    try {
      await work()
    } catch (error) {
      problem.value = error
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, attempt }
}
