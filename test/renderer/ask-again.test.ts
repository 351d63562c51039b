import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useAskAgain } from '../../src/renderer/features/design-form/ask-again.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what cannot be told yet is asked for again, ever more rarely, until it is told', () => {
  const scope = effectScope()
  let answers = 0
  scope.run(() => {
    const { heard } = useAskAgain(() => {
      answers += 1
      heard(answers === 3)
    })
    heard(false)
  })
  vi.advanceTimersByTime(2_900)
  expect(answers).toBe(0)
  vi.advanceTimersByTime(100)
  expect(answers).toBe(1)
  vi.advanceTimersByTime(6_000)
  expect(answers).toBe(2)
  vi.advanceTimersByTime(3_600_000)
  expect(answers).toBe(3)
  scope.stop()
})

test('another question takes the place of the one before', () => {
  const ask = vi.fn()
  const { heard, drop } = useAskAgain(ask)
  heard(false)
  drop()
  vi.advanceTimersByTime(3_600_000)
  expect(ask).not.toHaveBeenCalled()
})
