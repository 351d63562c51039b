import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Imported into a host before its own code: each of its threads frees what can be freed, so that what is left is in use. By itself a
// thread does so when memory runs short, which on a large machine is late.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
setInterval(collect, 5000).unref()
