// `npm run build`: the bundles of the desktop program and the page, into out/.
import { build } from '../src/main/host/build.ts'

build()
