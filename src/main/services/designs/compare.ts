import type { LabApi } from '../../../contract/api.ts'
import type { Design } from '../../../contract/design/index.ts'
import { compareDesigns, parseDesign } from '../../../contract/design/index.ts'
import type { DesignReference } from '../../../contract/designs.ts'
import type { PresetService } from '../presets.ts'
import type { DesignService } from './index.ts'

/** Fields that differ between designs, wherever these are. The project is asked for only when one of them lies there. */
export function compareReferences(
  references: readonly DesignReference[],
  presets: Pick<PresetService, 'get'>,
  project: () => Pick<DesignService, 'get' | 'ofRun'>,
): Awaited<ReturnType<LabApi['designs']['compare']>> {
  const designs = references.map((reference): Design => {
    if ('design' in reference) return parseDesign(reference.design)
    if ('preset' in reference) return presets.get(reference.preset).design
    return 'document' in reference ? project().get(reference.document).design : project().ofRun(reference.run)
  })
  return { names: designs.map(({ name }) => name), differences: compareDesigns(designs) }
}
