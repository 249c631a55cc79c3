"""How a page of a redline looks by itself, on a screen, a phone and paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #767676;
  --gone: #8a1010; --gone-paper: #fdeaea; --come: #0b5a2b; --come-paper: #e6f5ea;
  --ours: #124a8c; --ours-paper: #e6eef8; --theirs: #8f4300; --theirs-paper: #fbeee0; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #161616; --line: #9a9a9a;
  --gone: #ffb3b3; --gone-paper: #4a1414; --come: #a9e8bd; --come-paper: #0f3b20;
  --ours: #8fbdf5; --ours-paper: #1b2b41; --theirs: #f0a860; --theirs-paper: #382717; } }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 75rem; margin: 0 auto; padding: 1rem; }
del { color: var(--gone); background: var(--gone-paper); text-decoration: line-through; }
ins { color: var(--come); background: var(--come-paper); text-decoration: underline; }
.by-ours { color: var(--ours); background: var(--ours-paper); }
.by-theirs { color: var(--theirs); background: var(--theirs-paper); }
ins.by-theirs { text-decoration-style: double; }
.by-both { color: inherit; background: none; outline: 1px dotted var(--line); }
.sign { font-size: .7em; font-weight: bold; margin-inline-start: .1em; vertical-align: super;
  line-height: 0; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.kind, .move { font-size: .875rem; border: 1px solid var(--line); border-radius: .25rem;
  padding: 0 .35rem; font-weight: normal; }
.item { margin-inline-start: 2rem; }
.moved { border-inline-start: .25rem solid var(--line); padding-inline-start: .75rem; }
summary { cursor: pointer; color: inherit; }
table { border-collapse: collapse; margin-block: .75rem; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: start;
  vertical-align: top; font-weight: normal; }
thead th { font-weight: bold; }
.sides { width: 100%; table-layout: fixed; }
.sides td > p { margin-block: .25rem; }
.wide { overflow-x: auto; }
.narrow { display: none; }
details { margin-block: .5rem; }
@media (max-width: 45rem) {
  .told thead { position: absolute; clip-path: inset(50%); }
  .told tr, .told th, .told td { display: block; border: 0; padding-block: .1rem; }
  .told tr { border-block-end: 1px solid var(--line); padding-block: .4rem; }
  .told [data-label]::before { content: attr(data-label) ": "; font-weight: bold; }
  .narrow { display: block; } .broad { display: none; } }
@media print { details > *:not(summary) { display: none; } .wide { overflow: visible; }
  h2, h3 { break-after: avoid; } tr { break-inside: avoid; } p { orphans: 3; widows: 3; } }
"""
