import type { Probe } from '../network/network.ts'
import type { NamedArray } from '../results.ts'

/** How a probed variable is called in files and on axes: by its population or projection, then by its neurons. */
export function describeProbe(probe: Probe): { name: string; label: string; unit: string } {
  switch (probe.kind) {
    case 'membrane':
      return ofNeuron(probe.kind, probe.population, probe.neuron, 'Membrane potential above rest', 'mV')
    case 'current':
      return ofNeuron(probe.kind, probe.population, probe.neuron, 'Synaptic current', 'mV')
    case 'calcium':
      return ofNeuron(probe.kind, probe.projection, probe.neuron, 'Stop-learning calcium', '')
    case 'xPre':
      return ofNeuron(probe.kind, probe.projection, probe.neuron, 'Presynaptic trace', '')
    case 'xPost':
      return ofNeuron(probe.kind, probe.projection, probe.neuron, 'Postsynaptic trace', '')
    case 'hiddenWeight':
      return {
        name: `hiddenWeight.${probe.projection}.${probe.pre}-${probe.post}`,
        label: `Hidden weight, ${probe.projection} ${probe.pre} to ${probe.post}`,
        unit: '',
      }
  }
}

function ofNeuron(kind: string, place: string, neuron: number, what: string, unit: string) {
  return { name: `${kind}.${place}.${neuron}`, label: `${what}, ${place} ${neuron}`, unit }
}

/** Neurons of the raster, one population after the other. */
export interface RecordedPopulation {
  name: string
  neurons: number
}

/** The spikes of each population that fired, by its own numbers. */
export function spikesByPopulation(
  spikes: Int32Array,
  populations: readonly RecordedPopulation[],
): Record<string, NamedArray> {
  const found: Record<string, NamedArray> = {}
  let first = 0
  for (const { name, neurons } of populations) {
    const from = first
    first += neurons
    const own: number[] = []
    for (let a = 0; a < spikes.length; a += 2) {
      if (spikes[a + 1] >= from && spikes[a + 1] < first) own.push(spikes[a], spikes[a + 1] - from)
    }
    found[`spikes.${name}`] = {
      label: `Spikes of ${name} neurons in the digits recorded`,
      unit: '',
      dtype: 'int32',
      shape: [own.length / 2, 2],
      axes: [
        { name: 'spike', unit: '' },
        { name: `step, ${name} neuron`, unit: '' },
      ],
      data: Int32Array.from(own),
    }
  }
  return found
}
