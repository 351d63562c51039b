import { embeddedFonts } from './fonts.ts'
import { stylesheet } from './stylesheet.ts'
import { type Reproduction, type Spread, type Verdict, verdictWords } from './reproduction.ts'

/** What the whole report says of itself. */
export interface ReportHead {
  version: string
  node: string
  platform: string
  createdAt: string
  wallMs: number
}

/** One page that needs nothing but itself: no scripts, no fonts, no files beside it. */
export function reportPage(head: ReportHead, reproductions: readonly Reproduction[]): string {
  const passed = reproductions.filter(({ verdict }) => verdict === 'pass').length
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bistable: reproduction report</title>
<style>${embeddedFonts()}${stylesheet}</style>
</head>
<body>
<header>
<h1>Reproduction report</h1>
<p class="lead">${passed} of ${reproductions.length} experiments came out as expected.</p>
<p class="muted">Bistable ${escape(head.version)} on Node ${escape(head.node)}, ${escape(head.platform)}. ${escape(head.createdAt)}. ${seconds(head.wallMs)} in all.</p>
<p class="muted">The learning rule has the properties stated in “Learning in Spiking Neural Networks with a Calcium-based Hebbian Rule for Spike-timing-dependent Plasticity” (arXiv 2504.06796); its equations and default numbers are this project’s own, the simplest with these properties, and are not quoted from the paper.</p>
${overview(reproductions)}
</header>
${reproductions.map(section).join('\n')}
</body>
</html>
`
}

function overview(reproductions: readonly Reproduction[]): string {
  const rows = reproductions.map(
    (one) =>
      `<tr><td><a href="#${escape(one.preset)}">${escape(one.title)}</a></td><td>${badge(one.verdict)}</td>` +
      `<td class="number">${one.checks.filter(({ pass }) => pass).length} / ${one.checks.length}</td>` +
      `<td class="number">${one.seeds.length}</td><td class="number">${seconds(timeOf(one))}</td></tr>`,
  )
  return `<table class="overview"><thead><tr><th>Experiment</th><th>Verdict</th><th class="number">Checks</th><th class="number">Seeds</th><th class="number">Time per seed</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function section(one: Reproduction): string {
  const figures = one.figures.map(
    ({ svg, caption }) => `<figure>${svg}<figcaption>${escape(caption)}</figcaption></figure>`,
  )
  return `<section id="${escape(one.preset)}">
<h2>${escape(one.title)} ${badge(one.verdict)}</h2>
<p>${escape(one.expected)}</p>
${changeTable(one.changes)}
${figures.join('\n')}
${checkTable(one.checks)}
${one.scalars.length === 0 ? '' : scalarTable(one.scalars, one.seeds.length)}
<details><summary>How to run it again</summary>
<p><code>lab run ${escape(one.preset)} --seed ${one.seeds[0]}${settings(one.changes)}</code></p>
<table><thead><tr><th>Seed</th><th>Status</th><th class="number">Time</th><th class="number">Simulated</th><th>Digest of the final state</th></tr></thead><tbody>${one.runs.map((run) => `<tr><td>${run.seed}</td><td>${escape(run.status)}</td><td class="number">${seconds(run.wallMs)}</td><td class="number">${seconds(run.simulatedMs)}</td><td class="digest">${escape(run.digest ?? '')}</td></tr>`).join('')}</tbody></table>
<pre>${escape(JSON.stringify(one.design, null, 2))}</pre>
</details>
</section>`
}

function checkTable(checks: readonly Verdict[]): string {
  const rows = checks.map(
    ({ name, expected, got, pass, passed, of }) =>
      `<tr><td>${mark(pass)}</td><td>${escape(name)}</td><td>${escape(expected)}</td><td>${escape(got)}</td><td class="number">${passed} / ${of}</td></tr>`,
  )
  return `<table><thead><tr><th></th><th>Check</th><th>Expected</th><th>Got</th><th class="number">Seeds passed</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function scalarTable(scalars: readonly Spread[], seeds: number): string {
  const rows = scalars.map(
    ({ label, unit, mean, sd }) =>
      `<tr><td>${escape(label)}</td><td class="number">${number(mean)}${seeds > 1 ? ` ± ${number(sd)}` : ''}</td><td>${escape(unit)}</td></tr>`,
  )
  const spread = seeds > 1 ? `Value (mean ± sd over ${seeds} seeds)` : 'Value'
  return `<table><thead><tr><th>Quantity</th><th class="number">${spread}</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function badge(verdict: Reproduction['verdict']): string {
  return `<span class="badge ${verdict}">${verdictWords[verdict]}</span>`
}

function mark(pass: boolean): string {
  return pass ? '<span class="pass">pass</span>' : '<span class="fail">fail</span>'
}

/** A smaller size changes parameters, and what comes out goes with them. */
function changeTable(changes: Reproduction['changes']): string {
  if (changes.length === 0) return ''
  const rows = changes.map(
    ({ path, label, unit, values: [full, own] }) =>
      `<tr><td>${escape(label)}</td><td><code>${escape(path)}</code></td><td class="number">${escape(written(full))}</td>` +
      `<td class="number">${escape(written(own))}</td><td>${escape(unit)}</td></tr>`,
  )
  return (
    `<p>Not at the size of its preset, and not with all of its parameters: what follows holds for these.</p>` +
    `<table><thead><tr><th>Parameter</th><th></th><th class="number">Preset</th><th class="number">Here</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  )
}

function settings(changes: Reproduction['changes']): string {
  return changes.map(({ path, values: [, own] }) => ` --set ${escape(`${path}=${written(own)}`)}`).join('')
}

function written(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value)
}

function timeOf({ runs }: Reproduction): number {
  return runs.reduce((sum, { wallMs }) => sum + wallMs, 0) / runs.length
}

function seconds(ms: number): string {
  const s = ms / 1000
  if (s < 100) return `${s.toFixed(1)} s`
  return s < 7200 ? `${Math.round(s / 60)} min` : `${Math.round(s / 3600)} h`
}

function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))).replace('-', '−') : '–'
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
