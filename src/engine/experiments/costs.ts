import type { Scalar } from '../results.ts'

/**
 * What a classification by a spiking network costs, estimated from its synaptic events, against a dense network with the same
 * synapses. The model, on purpose as simple as what is published:
 *
 *   spiking: energy = (presynaptic spikes x the synapses they reach) x energy per synaptic operation
 *   dense:   energy = synapses x energy per multiply-accumulate, once per inference (of a recurrent network: one sweep over all its
 *            synapses, though a dense one would need several to settle)
 *
 * Energies per synaptic operation are measured on chips and include what these spend on neurons and routing at full load: 12.7 pJ on
 * ODIN (Frenkel, Lefebvre, Legat & Bol, IEEE Trans. Biomed. Circuits Syst. 13, 2019; 28 nm, 0.55 V) and 23.6 pJ on Loihi (Davies et
 * al., IEEE Micro 38, 2018; 14 nm). A multiply-accumulate costs 4.6 pJ in 32-bit floats and 0.23 pJ in 8-bit integers (Horowitz,
 * ISSCC 2014; 45 nm), the arithmetic alone: fetching a weight from memory costs more (5 pJ from 8 kB of SRAM), and is left out. Fixed
 * encoding units, static power and whatever is before the synapses are left out on both sides.
 */
const PICOJOULES = { odin: 12.7, loihi: 23.6, mac32: 4.6, mac8: 0.23 }

export interface InferenceCosts {
  /** Synaptic events, presynaptic spikes times the synapses they reach, over all inferences. */
  events: number
  inferences: number
  /** Synapses of the network, which are the multiply-accumulates of a dense one. */
  synapses: number
}

/** The scalars of an experiment's costs, for its results. */
export function costScalars({ events, inferences, synapses }: InferenceCosts): Record<string, Scalar> {
  const perInference = events / inferences
  const energy = (label: string, operations: number, picojoules: number): Scalar => ({
    label: `Energy per inference, ${label}`,
    value: operations * picojoules * 1e-6,
    unit: 'µJ',
  })
  return {
    eventsPerInference: { label: 'Synaptic events per inference', value: perInference, unit: 'events' },
    energyOdinUj: energy(`at ${PICOJOULES.odin} pJ per event (ODIN)`, perInference, PICOJOULES.odin),
    energyLoihiUj: energy(`at ${PICOJOULES.loihi} pJ per event (Loihi)`, perInference, PICOJOULES.loihi),
    energyDense32Uj: energy(
      `dense network of this size, 32-bit floats at ${PICOJOULES.mac32} pJ`,
      synapses,
      PICOJOULES.mac32,
    ),
    energyDense8Uj: energy(
      `dense network of this size, 8-bit integers at ${PICOJOULES.mac8} pJ`,
      synapses,
      PICOJOULES.mac8,
    ),
  }
}
