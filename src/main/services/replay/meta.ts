import { LabError } from '../../../contract/errors.ts'
import type { RecordedCoefficients, RecordedParameters, Recording } from '../../../engine/index.ts'
import { parseHexFloat } from './hex-float.ts'

/** What meta.json says of a recording. */
export interface Meta {
  synapse: Recording['synapse']
  parameters: RecordedParameters
  coefficients: RecordedCoefficients | undefined
  /** Sizes, where they are told: a folder whose files belong to different recordings is refused. */
  outputs: number | undefined
  samples: number | undefined
}

type Json = Record<string, unknown>
type Range = 'positive' | 'not negative' | 'any'

/** Parameters of every recording, and the range of each. Those of the other synapse type may be missing. */
const ranges: Record<keyof RecordedParameters, Range> = {
  dt: 'positive',
  sample_ms: 'positive',
  tau_m: 'positive',
  v_th: 'any',
  v_reset: 'any',
  refr_steps: 'not negative',
  tau_syn: 'positive',
  J: 'any',
  J_delta: 'any',
  k_inh: 'any',
  J_teach: 'any',
  tau_pre: 'positive',
  a_pre: 'any',
  tau_post: 'positive',
  a_post: 'any',
  eta_plus: 'not negative',
  eta_minus: 'not negative',
  alpha: 'not negative',
  theta_w: 'any',
  tau_c: 'positive',
  a_c: 'any',
  theta_lo: 'any',
  theta_hi: 'any',
}
const onlyExponential: ReadonlySet<string> = new Set(['tau_syn', 'J'])
const onlyDelta: ReadonlySet<string> = new Set(['J_delta'])
const coefficientNames = ['B', 'e_m', 'e_s', 'e_pre', 'e_post', 'e_c'] as const

/** `file` names the source in errors. */
export function parseMeta(text: string, file: string): Meta {
  const refuse: Refuse = (found, expected) => new LabError('FILE_INVALID', { file, found, expected })
  const meta = parseJson(text, refuse)
  if (meta.syn !== 'exp' && meta.syn !== 'delta') {
    throw refuse(`syn ${JSON.stringify(meta.syn) ?? 'missing'}`, '"exp" or "delta"')
  }
  const unused = meta.syn === 'exp' ? onlyDelta : onlyExponential
  const parameters = readParameters(meta.params, unused, refuse)
  const stepsPerSample = parameters.sample_ms / 1000 / parameters.dt
  if (Math.round(stepsPerSample) < 1 || Math.abs(stepsPerSample - Math.round(stepsPerSample)) > 1e-6) {
    throw refuse(
      `samples of ${Number(stepsPerSample.toPrecision(6))} steps`,
      'a sample_ms that is a whole number of steps dt',
    )
  }
  return {
    synapse: meta.syn === 'exp' ? 'exponential' : 'delta',
    parameters,
    coefficients: readCoefficients(meta, unused, refuse),
    outputs: countOf(meta.nout),
    samples: countOf(meta.samples),
  }
}

type Refuse = (found: string, expected: string) => LabError

function parseJson(text: string, refuse: Refuse): Json {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw refuse(`no JSON (${(cause as Error).message})`, 'the JSON description of a recording')
  }
  if (!isJson(value)) throw refuse('another kind of JSON', 'an object with syn, params and coeffs_hex')
  return value
}

function readParameters(given: unknown, unused: ReadonlySet<string>, refuse: Refuse): RecordedParameters {
  if (!isJson(given)) throw refuse('no params', 'an object params with the constants of the network, in s and 1/s')
  const read = (name: keyof RecordedParameters): number => {
    const value = given[name]
    // What this recording does not use may be missing; 1 is as good as any value then.
    if (value === undefined && unused.has(name)) return 1
    if (value === undefined) throw refuse(`no params.${name}`, 'all constants of the network')
    const range = ranges[name]
    const fits = Number.isFinite(value) && inRange(value as number, range)
    if (!fits) throw refuse(`params.${name} ${JSON.stringify(value)}`, `a number${range === 'any' ? '' : `, ${range}`}`)
    return value as number
  }
  const names = Object.keys(ranges) as (keyof RecordedParameters)[]
  const parameters = Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as RecordedParameters
  if (!Number.isInteger(parameters.refr_steps))
    throw refuse(`params.refr_steps ${parameters.refr_steps}`, 'whole steps')
  return parameters
}

function inRange(value: number, range: Range): boolean {
  switch (range) {
    case 'positive':
      return value > 0
    case 'not negative':
      return value >= 0
    case 'any':
      return true
  }
}

/** Exact values if there are any, else those printed in decimals, else none: the engine then computes its own. */
function readCoefficients(meta: Json, unused: ReadonlySet<string>, refuse: Refuse): RecordedCoefficients | undefined {
  const from = meta.coeffs_hex === undefined ? 'coeffs' : 'coeffs_hex'
  const given = meta[from]
  if (given === undefined) return undefined
  if (!isJson(given)) throw refuse(`${from} that is no object`, `${coefficientNames.join(', ')} in ${from}`)
  const read = (name: (typeof coefficientNames)[number]): number => {
    const value = given[name]
    const current = name === 'B' || name === 'e_s'
    if (value === undefined && current && unused.has('J')) return 0
    const number = typeof value === 'string' ? parseHexFloat(value) : value
    const fits = typeof number === 'number' && Number.isFinite(number) && (name === 'B' || (number >= 0 && number <= 1))
    if (!fits) {
      throw refuse(
        value === undefined ? `no ${from}.${name}` : `${from}.${name} ${JSON.stringify(value)}`,
        name === 'B' ? 'a hexadecimal float' : 'a decay over one step, a hexadecimal float from 0 to 1',
      )
    }
    return number
  }
  return Object.fromEntries(coefficientNames.map((name) => [name, read(name)])) as unknown as RecordedCoefficients
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
