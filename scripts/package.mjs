// `npm run package [-- --linux|--mac|--win]`: installers for this system, or for the one named.
import { pack } from './pack.mjs'

const packed = pack(process.argv.slice(2))
const text = `${packed.stdout}\n${packed.stderr}`
const isUnreachable =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|getaddrinfo|status code (?:4|5)\d\d|cannot resolve|Response code|fetch failed/i
if (packed.status === 0) process.stdout.write(packed.stdout)
else {
  const reason = text.split('\n').find((line) => isUnreachable.test(line))
  process.stderr.write(reason === undefined ? text : `${unreachable(reason)}\n`)
  process.exitCode = 1
}

/** One line: what is missing, why, and what works without it. */
function unreachable(reason) {
  const short = reason
    .replace(/^[\s⨯•]*/, '')
    .split('  failedTask')[0]
    .slice(0, 120)
  return `No installer was made: Electron's runtime cannot be fetched here (${short}). Run this once where it can; "npm start" works without.`
}
