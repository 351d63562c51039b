/** The number type of the simulation. The build compiles this folder twice: as it stands, and with f32 in place of f64. */
export type Real = f64
