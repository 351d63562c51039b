import { z } from 'zod'
import { ablationsSchema } from './ablations.ts'
import { classificationSchema } from './classification.ts'
import { continuousPresentationSchema } from './continuous.ts'
import { linearBaselineSchema } from './linear-baseline.ts'
import {
  compareRulesSchema,
  hardwareRobustnessSchema,
  meanTraceSchema,
  pairTraceSchema,
  rateMapsSchema,
  srdpSchema,
  stdpWindowSchema,
  timingModulationSchema,
} from './pairs/index.ts'
import { oscillationSchema } from './oscillation.ts'
import { recurrentSchema } from './recurrent.ts'

/** Everything that can be run. A new kind of experiment is one more entry here. */
const designSchema = z.discriminatedUnion('kind', [
  classificationSchema,
  recurrentSchema,
  oscillationSchema,
  meanTraceSchema,
  pairTraceSchema,
  stdpWindowSchema,
  srdpSchema,
  rateMapsSchema,
  compareRulesSchema,
  hardwareRobustnessSchema,
  linearBaselineSchema,
  timingModulationSchema,
  ablationsSchema,
  continuousPresentationSchema,
])

export type Design = z.infer<typeof designSchema>
export type DesignKind = Design['kind']

const schemas = new Map(designSchema.options.map((schema) => [schema.shape.kind.value, schema]))

export const designKinds: readonly DesignKind[] = [...schemas.keys()]

export function isDesignKind(kind: unknown): kind is DesignKind {
  return (designKinds as readonly unknown[]).includes(kind)
}

export function schemaOfKind(kind: DesignKind) {
  return schemas.get(kind)!
}

/** The newest version of a kind that this program knows. */
export function versionOfKind(kind: DesignKind): number {
  return schemaOfKind(kind).shape.version.unwrap().value
}
