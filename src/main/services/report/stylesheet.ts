/** The light theme of the application, on paper. */
export const stylesheet = `
:root { color: #1c2229; background: #f5f6f8; font: 14px/1.5 Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif; }
body { max-width: 880px; margin: 32px auto; padding: 0 16px; }
h1 { font-size: 22px; margin: 0 0 8px; }
h2 { font-size: 16px; margin: 0 0 8px; display: flex; gap: 12px; align-items: center; }
.lead { font-size: 15px; margin: 0 0 4px; }
.muted { color: #66707e; margin: 0 0 8px; }
section, header { background: #ffffff; border: 1px solid #dfe3e8; border-radius: 8px; padding: 24px; margin: 0 0 16px; }
a { color: #0f8f7f; text-decoration: none; }
figure { margin: 16px 0; }
figure svg { max-width: 100%; height: auto; }
figcaption { color: #66707e; font-size: 12.5px; max-width: 680px; }
table { border-collapse: collapse; width: 100%; margin: 16px 0 0; font-size: 12.5px; }
th { text-align: left; color: #66707e; font-weight: 500; }
th, td { border-bottom: 1px solid #dfe3e8; padding: 4px 12px 4px 0; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { font-size: 12px; font-weight: 500; padding: 0 8px; border-radius: 6px; border: 1px solid currentColor; white-space: nowrap; }
.pass { color: #2b8a55; }
.fail { color: #c63d3d; }
.incomplete { color: #66707e; }
details { margin-top: 16px; }
summary { cursor: pointer; color: #66707e; }
pre, code, .digest { font: 12px/1.45 'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace; }
pre { background: #f5f6f8; border-radius: 6px; padding: 12px; overflow: auto; max-height: 320px; }
.digest { word-break: break-all; color: #66707e; }
@media print { :root { background: #ffffff; } section { break-inside: avoid-page; } details { display: none; } }
`
