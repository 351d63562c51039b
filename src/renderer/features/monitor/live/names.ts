/** Names of the parts of a classification network, by which probes find them. */
export const OUTPUT = 'output'
export const PLASTIC = 'input-output'
