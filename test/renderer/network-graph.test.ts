import { describe, expect, it } from 'vitest'
import { applySettings, defaultDesign, describeFields, designKinds } from '../../src/contract/design/index.ts'
import { partOfPath } from '../../src/renderer/features/design-form/parts.ts'
import { graphOf } from '../../src/renderer/features/design/network/graph.ts'
import { NODE, boundsOf, routesOf } from '../../src/renderer/features/design/network/layout.ts'

const textOf = (graph: ReturnType<typeof graphOf>): string =>
  [...graph.nodes.map(({ subtitle }) => subtitle), ...graph.edges.flatMap(({ label, detail }) => [label, detail])].join(
    '; ',
  )

describe('the network of a design', () => {
  it.each(designKinds)('of the kind %s is drawn, and all in it is a part of the form', (kind) => {
    const graph = graphOf(defaultDesign(kind))
    const parts = new Set(describeFields(kind).map(({ path }) => partOfPath(path)))
    const ids = new Set(graph.nodes.map(({ id }) => id))
    expect(ids.size).toBe(graph.nodes.length)
    for (const thing of [...graph.nodes, ...graph.edges]) {
      expect(parts).toContain(thing.part)
      for (const part of thing.also ?? []) expect(parts).toContain(part)
    }
    for (const { from, to } of graph.edges) expect(ids.has(from) && ids.has(to)).toBe(true)
  })

  it.each(designKinds)('of the kind %s has nothing on top of something else', (kind) => {
    const graph = graphOf(defaultDesign(kind))
    for (const [i, a] of graph.nodes.entries()) {
      for (const b of graph.nodes.slice(i + 1)) {
        expect(Math.abs(a.x - b.x) >= NODE.width + 8 || Math.abs(a.y - b.y) >= NODE.height + 8).toBe(true)
      }
    }
    const paths = routesOf(graph).map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    const { x, y, width, height } = boundsOf(graph)
    for (const { middle } of routesOf(graph)) {
      expect(middle.x > x && middle.x < x + width && middle.y > y && middle.y < y + height).toBe(true)
    }
  })

  it.each(designKinds)('of the kind %s writes nothing across the line it belongs to', (kind) => {
    for (const { edge, path, middle, above, below } of routesOf(graphOf(defaultDesign(kind)))) {
      const ends = /^M (\S+) (\S+) L (\S+) (\S+)$/.exec(path)?.slice(1).map(Number)
      if (ends === undefined) continue
      const [fromX, fromY, toX, toY] = ends
      const line = Array.from({ length: 101 }, (_, k) => [
        fromX + ((toX - fromX) * k) / 100,
        fromY + ((toY - fromY) * k) / 100,
      ])
      for (const [text, at] of [
        [edge.label, above],
        [edge.detail, below],
      ] as const) {
        const width = 5.5 * (text ?? '').length
        const left = middle.x + at.x - { start: 0, middle: width / 2, end: width }[at.anchor]
        const base = middle.y + at.y
        const crossed = line.some(([x, y]) => x > left && x < left + width && y > base - 8 && y < base + 2)
        expect(crossed, `${edge.from} to ${edge.to}: ${text}`).toBe(false)
      }
    }
  })

  it('says sizes, connectivity, delay and efficacy as they are designed', () => {
    const design = applySettings(defaultDesign('classification'), [
      ...['output.classes=4', 'output.unitsPerClass=7', 'synapse.connectivity=fixed-fan-in', 'synapse.fanIn=99'],
      ...['synapse.delaySteps=3', 'synapse.weightMv=2.5', 'stimulus.biasInputs=20', 'rule.kind=triplet'],
    ])
    const graph = graphOf(design)
    expect(graph.nodes.find(({ id }) => id === 'output')).toMatchObject({ subtitle: '4 pools of 7', pools: 4 })
    expect(textOf(graph)).toContain('784 pixels + 20')
    expect(graph.edges.find(({ plastic }) => plastic)).toMatchObject({
      ...{ label: '99 inputs each', detail: '2.5 mV, 3 steps later', plastic: { title: 'triplet' } },
    })
  })

  it('shows fixed units between the pixels and the pools where there are any', () => {
    const design = applySettings(defaultDesign('classification'), ['stimulus.expansion.kind=edges'])
    const { nodes, edges } = graphOf(design)
    expect(nodes.find(({ id }) => id === 'expansion')).toMatchObject({ title: 'edges', subtitle: '3,000 fixed units' })
    expect(edges.map(({ from, to }) => `${from} ${to}`)).toContain('expansion output')
  })

  it('marks what is switched off', () => {
    const { nodes } = graphOf(applySettings(defaultDesign('classification'), ['inhibition.on=false']))
    expect(nodes.filter(({ off }) => off).map(({ id }) => id)).toEqual(['inhibition'])
  })

  it('shows what a recurrent population does to itself', () => {
    const { edges } = graphOf(defaultDesign('recurrent'))
    expect(edges.filter(({ from, to }) => from === to).map(({ from }) => from)).toEqual(['pixels', 'pools'])
    expect(edges.map(({ from, to }) => `${from} ${to}`)).toContain('pools pixels')
  })
})
