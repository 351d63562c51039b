import * as L from '../kernels/assembly/layout.ts'
import type { Arena } from './arena.ts'
import type { Adjacency } from './connectivity.ts'
import type { Plasticity, PopulationSpec, ProjectionSpec } from './spec.ts'

/** Where the parts of a network stand in linear memory. Addresses only: nothing is read or written here. */
export interface PopulationPlace {
  descriptor: number
  ring: number
  ringCounts: number
  ringLength: number
  counts: number
  source?: { offsets: number; indices: number; scratch: number; neurons: number; logSilence: number }
  lif?: { v: number; i: number; base: number; drive: number; blockedUntil: number }
}

export interface ProjectionPlace {
  descriptor: number
  efficacy: number
  adjacency?: { offsets: number; targets: number; rowOffsets: number; rowSynapses: number; sources: number }
  /** Entries of the weight arrays, padding included. */
  synapseSlots: number
  rule?: RulePlace
}

export interface RulePlace {
  descriptor: number
  synapses: number
  /** 0: not kept, because they are not needed. */
  flags: number
  /** Room to read hidden weights into. */
  out: number
  bcall?: BcallPlace
  peer?: PeerPlace
}

export interface BcallPlace {
  gated: number
  xPre: number
  active: number
  slot: number
  xPost: number
  c: number
  step: number
  touch: number
  open: number
}

/** State of either side, see RULE_PRE_A and following. */
export interface PeerPlace {
  preA: number
  preB: number
  preAt: number
  postA: number
  postB: number
  postAt: number
  faded: number
  /** Of the calcium rule, else 0: see HISTORY_JUMPS. */
  historyPre: number
  historyPost: number
  stretches: number
}

/** Steps after which nothing is left of a jump of calcium, at most. */
export const FADED_STEPS = 16384

export const padded = (n: number): number => Math.ceil(n / L.BLOCK) * L.BLOCK

export function placePopulation(
  arena: Arena,
  spec: PopulationSpec,
  ringLength: number,
  realBytes: number,
): PopulationPlace {
  const width = padded(spec.n)
  const place: PopulationPlace = {
    descriptor: arena.place(L.POP_SLOTS * 8),
    ringLength,
    ring: arena.place(ringLength * spec.n * 4),
    ringCounts: arena.place(ringLength * 4),
    counts: arena.place(spec.n * 4),
  }
  if (spec.kind === 'source') {
    place.source = {
      offsets: arena.place((spec.windowSteps + 1) * 4),
      indices: arena.place(spec.windowSpikes * 4),
      scratch: arena.place(spec.windowSpikes * 8),
      neurons: arena.place(spec.n * 4),
      logSilence: arena.place(spec.n * 8),
    }
  } else {
    place.lif = {
      v: arena.place(width * realBytes),
      i: arena.place(width * realBytes),
      base: arena.place(width * realBytes),
      drive: arena.place(width * realBytes),
      blockedUntil: arena.place(width * 4),
    }
  }
  return place
}

export function placeProjection(
  arena: Arena,
  spec: ProjectionSpec,
  nPre: number,
  nPost: number,
  adjacency: Adjacency | undefined,
  realBytes: number,
): ProjectionPlace {
  const synapses = adjacency?.targets.length ?? 0
  // Dense: one spare row, see RULE_ACTIVE.
  const slots = adjacency ? synapses : (nPre + 1) * padded(nPost)
  const place: ProjectionPlace = {
    descriptor: arena.place(L.PRJ_SLOTS * 8),
    synapseSlots: slots,
    efficacy: spec.plastic ? 0 : arena.place(slots * realBytes),
  }
  if (adjacency) {
    place.adjacency = {
      offsets: arena.place((nPre + 1) * 4),
      targets: arena.place(synapses * 4),
      rowOffsets: arena.place((nPost + 1) * 4),
      rowSynapses: arena.place(synapses * 4),
      sources: arena.place(synapses * 4),
    }
  }
  if (spec.plastic) place.rule = placeRule(arena, spec.plastic, nPre, nPost, slots, Boolean(adjacency), realBytes)
  return place
}

function placeRule(
  arena: Arena,
  plastic: Plasticity,
  nPre: number,
  nPost: number,
  slots: number,
  sparse: boolean,
  realBytes: number,
): RulePlace {
  const reals = (n: number): number => arena.place(padded(n) * realBytes)
  const graded = ('rule' in plastic ? plastic.rule : plastic).efficacy === 'graded'
  const descriptor = arena.place(L.RULE_SLOTS * 8)
  const synapses = arena.place(slots * 2 * realBytes)
  const bcall = (): BcallPlace => ({
    gated: arena.place(nPost * 4),
    xPre: reals(nPre),
    active: arena.place(padded(nPre) * 4),
    slot: arena.place(nPre * 4),
    xPost: reals(nPost),
    c: reals(nPost),
    step: reals(nPost),
    touch: reals(nPost),
    open: arena.place(padded(nPost) * 4 + 4),
  })
  const isCalcium = 'peer' in plastic && plastic.peer.kind === 'calcium'
  const calcium = (bytes: number): number => (isCalcium ? arena.place(bytes) : 0)
  const peer = (): PeerPlace => ({
    preA: reals(nPre),
    preB: reals(nPre),
    preAt: arena.place(padded(nPre) * 4),
    postA: reals(nPost),
    postB: reals(nPost),
    postAt: arena.place(padded(nPost) * 4),
    faded: calcium(FADED_STEPS * 8),
    historyPre: calcium(nPre * L.HISTORY_BYTES),
    historyPost: calcium(nPost * L.HISTORY_BYTES),
    stretches: calcium(L.STRETCHES_MOST * L.STRETCH_BYTES),
  })
  const place = { descriptor, synapses, ...('rule' in plastic ? { bcall: bcall() } : { peer: peer() }) }
  return {
    ...place,
    flags: sparse || graded ? 0 : arena.place(slots * (realBytes === 4 ? 1 : 4)),
    out: arena.place(slots * realBytes),
  }
}
