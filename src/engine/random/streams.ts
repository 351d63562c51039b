/**
 * Numbers of the independent random streams of a run. A stream's draws are keyed by (seed, stream, entity, step or draw): new uses
 * take a new number, old numbers never change, or old runs could not be repeated.
 */
export const STREAM = {
  initialWeights: 1,
  connectivity: 2,
  trainingInput: 3,
  testInput: 4,
  heldOutInput: 5,
  teacherChoice: 6,
  teacherSpikes: 7,
  sampleOrder: 8,
  currentNoise: 9,
  correlatedMother: 10,
  correlatedCopies: 11,
  probeInput: 12,
  pairTrains: 13,
  pairCopies: 14,
  deviceMismatch: 15,
  hardwareRounding: 16,
  unitExamples: 18,
  plasticityNoise: 19,
  expansion: 30,
  linearStart: 31,
  linearOrder: 32,
  timingStart: 33,
  trainShifts: 40,
  shuffledLabels: 41,
} as const

/** The two 32-bit words of a seed (a whole number from 0 to 2^53 - 1). */
export function seedWords(seed: number): [low: number, high: number] {
  return [seed >>> 0, Math.floor(seed / 4294967296) >>> 0]
}
