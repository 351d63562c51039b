import { choice, count, part, quantity, type Condition } from '../fields.ts'

const expanded: Condition = { path: '.kind', not: ['none'] }

/** Fixed units between the pixels and the plastic layer. They are an encoding: see the engine's expansion.ts. */
export const expansionSchema = part(
  'Expansion',
  {
    kind: choice(['none', 'edges', 'conjunctions'], {
      label: 'Expansion',
      default: 'none',
      doc: 'What the plastic synapses see: the pixels, oriented edges, or conjunctions of a few pixels being on and others off. Place, size and wiring of the units are drawn once from the seed and never learn.',
    }),
    units: count({
      label: 'Units',
      unit: 'units',
      min: 1,
      max: 20000,
      default: 3000,
      doc: 'Size of the expanded representation, which replaces the pixels as inputs.',
      when: [expanded],
    }),
    sideFromPx: quantity({
      label: 'Smallest patch',
      unit: 'px',
      min: 1,
      max: 64,
      default: 4,
      doc: 'Each unit looks at a square patch; its side is uniform between these two lengths.',
      when: [expanded],
    }),
    sideToPx: quantity({
      label: 'Largest patch',
      unit: 'px',
      min: 1.01,
      max: 64,
      default: 8,
      doc: 'Each unit looks at a square patch; its side is uniform between these two lengths.',
      when: [expanded],
    }),
    members: count({
      label: 'Members of a conjunction',
      unit: 'pixels',
      min: 1,
      max: 100,
      default: 6,
      doc: 'Pixels of the patch, drawn at random, that a conjunction sees; half of them are wanted on, half off (on average).',
      when: [{ path: '.kind', is: ['conjunctions'] }],
    }),
    threshold: quantity({
      label: 'Threshold',
      unit: '',
      min: 0.01,
      max: 1,
      default: 0.3,
      doc: 'A unit is active when its on pixels, those on its unwanted side subtracted, make up this part of its wanted side; 1: all of one and none of the other.',
      when: [expanded],
      equation: 'Σ wanted − Σ unwanted ≥ θ n_wanted',
    }),
  },
  [['sideFromPx', 'sideToPx']],
)
