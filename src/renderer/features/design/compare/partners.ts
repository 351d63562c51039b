import type { LabApi } from '../../../../contract/api.ts'
import type { DesignReference } from '../../../../contract/designs.ts'
import { useLab } from '../../../client/api.ts'
import { useProject } from '../../../stores/project.ts'
import { runNumber } from '../../../ui/format.ts'

/** A design to compare with. */
export interface Partner {
  /** Tells documents, presets and runs apart. */
  key: string
  label: string
  /** As the head of a column. */
  short: string
  reference: DesignReference
}

export interface PartnerGroup {
  title: string
  partners: Partner[]
}

/** So many runs are listed at a time; of others a word is typed. */
const MOST_RUNS = 50

/** Designs that contain a text: documents and runs of the project, and every preset. */
export function usePartners(): (text: string) => Promise<PartnerGroup[]> {
  const lab = useLab()
  const project = useProject()

  return async (text) => {
    const has = ({ label }: Partner): boolean => label.toLowerCase().includes(text.trim().toLowerCase())
    const presets = project.presets.map(({ name, title }) => ({
      ...{ key: `preset ${name}`, label: title, short: `preset ${title}`, reference: { preset: name } },
    }))
    const [documents, runs] =
      project.current === null ? [[], []] : await Promise.all([documentsOf(lab), runsOf(lab, text)])
    return [
      { title: 'Designs of this project', partners: documents.filter(has) },
      { title: 'Presets', partners: presets.sort((a, b) => a.label.localeCompare(b.label, 'en')).filter(has) },
      { title: 'Designs of runs', partners: runs },
    ].filter(({ partners }) => partners.length > 0)
  }
}

async function documentsOf(lab: LabApi): Promise<Partner[]> {
  const documents = await lab.designs.list({ trash: false })
  return documents.map(({ id, name }) => ({
    ...{ key: `document ${id}`, label: name, short: name, reference: { document: id } },
  }))
}

/** Newest first; runs that differ in their seeds alone are one. */
async function runsOf(lab: LabApi, text: string): Promise<Partner[]> {
  const word = text.trim().replaceAll('"', '')
  const { runs, sizes } = await lab.history.query({
    ...{ filter: word === '' ? '' : `"${word}"`, sort: { by: 'number', descending: true }, bySeeds: true },
    ...{ offset: 0, limit: MOST_RUNS },
  })
  let first = 0
  return sizes.map((size) => {
    const { id, number, name } = runs[first]
    first += size
    const short = `run ${runNumber(number)}`
    return {
      ...{ key: `run ${id}`, short, reference: { run: id } },
      label: `${runNumber(number)} ${name}${size > 1 ? `, ${size} seeds` : ''}`,
    }
  })
}
