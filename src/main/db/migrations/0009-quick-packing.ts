/** Arrays may be packed with zstd. The tables stay, but a program of before would take such an array for a damaged one. */
export const quickPacking = /* sql */ `SELECT 1`
