import { findChromium } from './chromium.ts'

// For scripts: the program that the tests start, and the folder of the libraries that came with it.
const { executablePath, env } = await findChromium()
console.log(executablePath, env.LD_LIBRARY_PATH ?? '')
