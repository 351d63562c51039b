import type { ShallowRef } from 'vue'
import { shallowRef, triggerRef } from 'vue'
import type { LabApi } from '../../../../contract/api.ts'
import type { DesignKind, FieldInfo } from '../../../../contract/design/index.ts'
import { isLabel } from '../../design-form/parts.ts'

export interface FieldInfos {
  /** Of all kinds asked for so far, by path. */
  byPath: Readonly<ShallowRef<ReadonlyMap<string, FieldInfo>>>
  /** How many parameters a kind has. */
  counts: ReadonlyMap<DesignKind, number>
  ofKind: (kind: DesignKind) => Promise<FieldInfo[]>
}

/** What the fields of designs are called, asked for once for each kind. */
export function createFieldInfos(lab: LabApi): FieldInfos {
  const byPath = shallowRef(new Map<string, FieldInfo>())
  const counts = new Map<DesignKind, number>()
  const kinds = new Map<DesignKind, Promise<FieldInfo[]>>()

  async function ask(kind: DesignKind): Promise<FieldInfo[]> {
    const fields = await lab.designs.fields({ kind })
    for (const field of fields) byPath.value.set(field.path, field)
    counts.set(kind, fields.filter((field) => !isLabel(field)).length)
    triggerRef(byPath)
    return fields
  }

  function ofKind(kind: DesignKind): Promise<FieldInfo[]> {
    let fields = kinds.get(kind)
    if (fields === undefined) {
      fields = ask(kind)
      kinds.set(kind, fields)
      fields.catch(() => kinds.delete(kind))
    }
    return fields
  }

  return { byPath, counts, ofKind }
}
