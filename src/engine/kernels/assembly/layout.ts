/**
 * Descriptor layout, shared by the kernels (AssemblyScript) and their bindings (TypeScript): plain constants only.
 * A descriptor is a row of 8-byte slots in linear memory; integers and addresses sit in the low half of their slot,
 * parameters are stored as f64 and narrowed by the kernel.
 */

/** Neuron counts are padded to a multiple of this: the synapses of one cache line in f32, two registers of them. */
export const BLOCK = 8

// Network
export const NET_POPULATIONS = 0 // count
export const NET_PROJECTIONS = 1 // count
export const NET_POPULATION_TABLE = 2 // address of i32 addresses
export const NET_PROJECTION_TABLE = 3 // address of i32 addresses, static projections first
export const NET_LOG = 4 // address of i32 pairs (step, neuron number)
export const NET_LOG_CAPACITY = 5 // pairs; 0 when nobody records spikes
export const NET_LOG_COUNT = 6 // pairs written; may exceed the capacity, the surplus is lost and thereby counted
export const NET_PROBE_TABLE = 7 // address of i32[probes][PROBE_SLOTS]
export const NET_PROBES = 8 // count
export const NET_PROBE_EVERY = 9 // steps between two rows
export const NET_PROBE_BUFFER = 10 // address of Real rows
export const NET_PROBE_CAPACITY = 11 // rows
export const NET_PROBE_ROWS = 12 // rows written
export const NET_SLOTS = 13

export const PROBE_VALUE = 0
export const PROBE_WEIGHT = 1
export const PROBE_PRE = 2
export const PROBE_POST = 3
export const PROBE_SLOTS = 5

// Population
export const POP_KIND = 0
export const POP_N = 1 // neurons
export const POP_FIRST = 2 // number of the first neuron in the whole (unsharded) population, key of its random numbers
export const POP_LOG_BASE = 3 // neuron number in the spike log = base + index; negative: not logged
export const POP_RING = 4 // address of i32[ringLength][n], spikes of the last steps
export const POP_RING_COUNTS = 5 // address of i32[ringLength]
export const POP_RING_LENGTH = 6 // longest delay + 1
export const POP_COUNTS = 7 // address of i32[n], spikes since the counts were last cleared
export const POP_OFFSETS = 8 // source: address of i32[window steps + 1]
export const POP_INDICES = 9 // source: address of i32, spiking neurons in order of step, then index
export const POP_WINDOW_START = 10 // source: first step of the window
export const POP_WINDOW_STEPS = 11 // source: steps in the window
export const POP_V = 12 // lif: address of Real[n padded], membrane potential relative to rest, mV
export const POP_I = 13 // lif: synaptic current, in mV of equilibrium depolarisation
export const POP_BASE = 14 // lif: b - b e_m, the pull of the injected current b over one step
export const POP_DRIVE = 15 // lif: injected current b, mV
export const POP_BLOCKED_UNTIL = 16 // lif: address of i32[n padded], first step that integrates again
export const POP_E_M = 17
export const POP_E_S = 18
export const POP_B = 19 // weight of the synaptic current in the membrane over one step
export const POP_THRESHOLD = 20 // mV above rest
export const POP_RESET = 21 // mV above rest
export const POP_REFRACTORY = 22 // steps
export const POP_SINE_AMPLITUDE = 23 // mV, common to all neurons
export const POP_SINE_OMEGA = 24 // radians per step
export const POP_SINE_PHASE = 25 // radians
export const POP_NOISE = 26 // mV, standard deviation of the injected noise current
export const POP_SEED_LOW = 27
export const POP_SEED_HIGH = 28
export const POP_STREAM = 29
export const POP_FLOOR = 30 // values below become zero now and then (denormals are slow); 0 switches it off
export const POP_SLOTS = 31

export const KIND_SOURCE = 0
export const KIND_LIF = 1

// Projection
export const PRJ_PRE = 0 // address of the presynaptic population
export const PRJ_POST = 1 // address of the postsynaptic population
export const PRJ_DELAY = 2 // steps
export const PRJ_DELTA = 3 // 1: spikes jump the membrane; 0: they jump the exponential current
export const PRJ_DENSE = 4 // 1: all-to-all; 0: adjacency lists
export const PRJ_EFFICACY = 5 // static: address of Real: dense [pre][post padded], sparse [synapse]; mV
export const PRJ_OFFSETS = 6 // sparse: i32[pre + 1], synapses in order of pre, then post
export const PRJ_TARGETS = 7 // sparse: i32[synapse], postsynaptic index
export const PRJ_ROW_OFFSETS = 8 // sparse, plastic: i32[post + 1]
export const PRJ_ROW_SYNAPSES = 9 // sparse, plastic: i32[synapse], synapse number in order of post, then pre
export const PRJ_SOURCES = 10 // sparse, plastic: i32[synapse], presynaptic index in the same order
export const PRJ_RULE = 11 // address of the rule's descriptor; 0: static
export const PRJ_GAIN = 12 // mV, signed: efficacy of an open synapse
export const PRJ_EVENTS = 13 // f64: synaptic events, a spike times the synapses it reaches, both sides
export const PRJ_SLOTS = 14

// Rule of one projection
/**
 * Address of the synapses: dense [pre + 1][post padded], sparse [synapse]. The row behind the last presynaptic neuron is spare. Each is a pair side by side, so that an event finds both in one
 * cache line: the hidden weight as last touched, and the step of that touch (f32 build: as i32; f64 build: as f64).
 */
export const RULE_SYNAPSES = 0
export const RULE_GATED = 1 // address of i32[post]: neurons that fired in this step with their LTP gate open
export const RULE_X_PRE = 2 // address of Real[pre padded]: presynaptic traces that are not zero, in order of RULE_ACTIVE
export const RULE_ACTIVE = 3 // address of i32[pre padded]: the presynaptic neurons they belong to; behind them the spare row, number n
export const RULE_ACTIVE_COUNT = 4
export const RULE_SLOT = 5 // address of i32[pre]: place of a neuron in RULE_X_PRE, or -1 while its trace is zero
export const RULE_X_POST = 6 // address of Real[post padded]
export const RULE_C = 7 // address of Real[post padded], stop-learning calcium
export const RULE_STEP = 8 // address of Real[post padded]: eta_minus x_j of each neuron, 0 when its gate is closed
export const RULE_OPEN = 9 // address of i32: first neurons of the groups in which some neuron's synapses are touched by a presynaptic spike now
export const RULE_OPEN_COUNT = 10
export const RULE_E_PRE = 11
export const RULE_E_POST = 12
export const RULE_E_C = 13
export const RULE_A_PRE = 14
export const RULE_A_POST = 15
export const RULE_A_C = 16
export const RULE_BOUNDED = 17 // 1: jumps a (1 - x); 0: jumps a
export const RULE_ETA_PLUS = 18
export const RULE_ETA_MINUS = 19
export const RULE_ALPHA = 20 // 1/s
export const RULE_DT = 21 // s
export const RULE_THETA_W = 22
export const RULE_LTP_LOW = 23
export const RULE_LTP_HIGH = 24
export const RULE_LTD_LOW = 25
export const RULE_LTD_HIGH = 26
export const RULE_GRADED = 27 // 1: efficacy = gain w; 0: gain [w > theta_w]
export const RULE_EAGER = 28 // 1: every event touches all its synapses; 0: only those it changes
export const RULE_FLOOR = 29
export const RULE_FLIPS_UP = 30 // f64 counter
export const RULE_FLIPS_DOWN = 31 // f64 counter
export const RULE_TOP = 32 // upper bound of the hidden weight, 1 (read as a parameter: a register constant would be made anew in every turn of a loop)
export const RULE_TOUCH = 33 // address, per postsynaptic neuron, in the form of touches: this step if a presynaptic spike touches its synapses now, else 0
/**
 * Dense and binary: address of the synapses' open flags [pre + 1][post padded], all ones while w > theta_w, else 0; a byte each in f32,
 * four in f64. They change when a synapse flips, which is rare, and save transmission from reading the weights.
 */
export const RULE_FLAGS = 34
export const RULE_KIND = 35
// Rules other than BCaLL: state of either side, one or two values a neuron
export const RULE_PRE_A = 36 // address of Real[pre padded]: fast trace (triplet), calcium just after its last jump (calcium)
export const RULE_PRE_B = 37 // address of Real[pre padded]: slow trace (triplet)
export const RULE_PRE_AT = 38 // address of i32[pre padded]: step of the last jump (calcium)
export const RULE_POST_A = 39 // address of Real[post padded]: fast trace (triplet), calcium (SDSP), calcium after its last jump (calcium)
export const RULE_POST_B = 40 // address of Real[post padded]: slow trace (triplet), step of X at a presynaptic spike now (SDSP)
export const RULE_POST_AT = 41 // address of i32[post padded]: step of the last jump (calcium)
export const RULE_DELAY = 42 // steps from a spike's arrival to its effect on learning (calcium)
export const RULE_FADED = 43 // address of f64[RULE_FADED_COUNT]: what is left of a calcium jump after so many steps (calcium)
export const RULE_FADED_COUNT = 44
export const RULE_SEED_LOW = 45
export const RULE_SEED_HIGH = 46
export const RULE_STREAM = 47
export const RULE_P = 48 // first of the rule's own parameters, see below
export const RULE_HISTORY_PRE = 60 // address of records, one a neuron, see below (calcium)
export const RULE_HISTORY_POST = 61
export const RULE_STRETCHES = 62 // address of room for STRETCHES_MOST stretches (calcium)
export const RULE_SLOTS = 64

/**
 * A record of a neuron's jumps of calcium since its synapses were last brought up to date together: i32 count, i32 step of that time,
 * f64 the most it has contributed since; then so many pairs of a step and the calcium just after its jump (f64). The first of them is from before that time.
 */
export const HISTORY_JUMPS = 64
export const HISTORY_HEAD = 16
export const HISTORY_JUMP = 16
export const HISTORY_BYTES = HISTORY_HEAD + HISTORY_JUMPS * HISTORY_JUMP
/** Between two jumps the calcium leaves potentiation and depression once each. */
export const STRETCHES_MOST = 6 * HISTORY_JUMPS
export const STRETCH_BYTES = 32

export const KIND_BCALL = 0
export const KIND_TRIPLET = 1
export const KIND_SDSP = 2
export const KIND_CALCIUM = 3

export const TRIPLET_E_PLUS = RULE_P
export const TRIPLET_E_MINUS = RULE_P + 1
export const TRIPLET_E_X = RULE_P + 2
export const TRIPLET_E_Y = RULE_P + 3
export const TRIPLET_PAIR_PLUS = RULE_P + 4
export const TRIPLET_PAIR_MINUS = RULE_P + 5
export const TRIPLET_TRIPLET_PLUS = RULE_P + 6
export const TRIPLET_TRIPLET_MINUS = RULE_P + 7

export const SDSP_E_CALCIUM = RULE_P
export const SDSP_JUMP = RULE_P + 1
export const SDSP_THETA_V = RULE_P + 2 // mV above rest
export const SDSP_UP_LOW = RULE_P + 3
export const SDSP_UP_HIGH = RULE_P + 4
export const SDSP_DOWN_LOW = RULE_P + 5
export const SDSP_DOWN_HIGH = RULE_P + 6
export const SDSP_STEP_UP = RULE_P + 7
export const SDSP_STEP_DOWN = RULE_P + 8
export const SDSP_DRIFT_UP = RULE_P + 9 // per step
export const SDSP_DRIFT_DOWN = RULE_P + 10 // per step

export const CALCIUM_TAU = RULE_P // steps
export const CALCIUM_PRE = RULE_P + 1
export const CALCIUM_POST = RULE_P + 2
export const CALCIUM_THETA_LTD = RULE_P + 3
export const CALCIUM_THETA_LTP = RULE_P + 4
export const CALCIUM_GAMMA_LTD = RULE_P + 5
export const CALCIUM_GAMMA_LTP = RULE_P + 6
export const CALCIUM_NOISE = RULE_P + 7
export const CALCIUM_TAU_RHO = RULE_P + 8 // steps
