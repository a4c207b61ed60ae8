/**
 * The style of report.html: a phone of 360 px first, dark where the reader prefers it, everything visible in print. Text on its
 * ground keeps a contrast of 4.5:1 (WCAG 2.2, 1.4.3). A text, because its hash is part of the page's policy.
 */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --paper: #ffffff; --ink: #1b1f24; --quiet: #59636e; --line: #d5dae0; --code: #f0f2f5; --link: #0a5bb5;
  --pass: #176b37; --fail: #b3201b; --error: #8a1f8f; --warning: #8a5a00; --inconclusive: #6b5900; --none: #59636e;
  --pass-ground: #e3f4e8; --fail-ground: #fde9e7; --error-ground: #f9e6fa; --warning-ground: #fff1d6; --inconclusive-ground: #fbf4cf; --none-ground: #eceff2;
  --mark: #ffd84d; --mark-ink: #1b1f24;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101418; --paper: #181d23; --ink: #e6e9ed; --quiet: #a0aab5; --line: #343c46; --code: #0f1317; --link: #7ab7ff;
    --pass: #6fd08c; --fail: #ff8f88; --error: #ea95ee; --warning: #f0b64f; --inconclusive: #e0ca4d; --none: #a0aab5;
    --pass-ground: #14301d; --fail-ground: #3d1817; --error-ground: #34163a; --warning-ground: #38290b; --inconclusive-ground: #322c0a; --none-ground: #262d35;
    --mark: #8a6d00; --mark-ink: #ffffff;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 68rem; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
code { background: var(--code); padding: .1em .3em; border-radius: 3px; }
pre { margin: .25rem 0; padding: .5rem .75rem; background: var(--code); border-radius: 4px; white-space: pre-wrap; max-height: 32rem; overflow: auto; }
mark { background: var(--mark); color: var(--mark-ink); font-weight: 700; border-radius: 2px; outline: 1px solid var(--mark-ink); }
p { margin: .25rem 0; }
h2 { margin: 1.5rem 0 .75rem; font-size: 1.35rem; line-height: 1.25; }
h3 { margin: 0; font-size: 1rem; line-height: 1.6; }
.quiet, caption { color: var(--quiet); font-size: .9rem; }
.number { color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
.level { font-size: .8rem; font-weight: 700; letter-spacing: .03em; }
.id { font-weight: 600; }
.cut { color: var(--quiet); font-style: italic; }
.skip { position: absolute; left: -100vw; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
.skip:focus { left: .5rem; top: .5rem; }
[hidden] { display: none !important; }

.hero { margin: .75rem 0; padding: 1rem; background: var(--paper); border: 1px solid var(--line); border-top: 8px solid var(--none); border-radius: 6px; }
.hero h1 { margin: .25rem 0 .75rem; font-size: clamp(1.4rem, 1rem + 2.2vw, 2.2rem); line-height: 1.2; text-wrap: balance; }
.hero.pass { border-top-color: var(--pass); } .hero.pass h1 { color: var(--pass); }
.hero.fail { border-top-color: var(--fail); } .hero.fail h1 { color: var(--fail); }
.hero.error { border-top-color: var(--error); } .hero.error h1 { color: var(--error); }
.hero.inconclusive { border-top-color: var(--inconclusive); } .hero.inconclusive h1 { color: var(--inconclusive); }
.hero .remark { margin: -.5rem 0 1rem; }
.product { color: var(--quiet); margin: 0; }
.disclaimer { margin: .75rem 0 0; font-size: .9rem; color: var(--quiet); }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(6rem, 1fr)); gap: .4rem; margin: 0; padding: 0; list-style: none; }
.counts li { display: grid; }
.count { display: block; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: 4px; text-decoration: none; color: var(--ink); font-size: .85rem; line-height: 1.3; overflow-wrap: normal; }
.count strong { display: block; font-size: 1.4rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
.count:hover { border-color: var(--link); }
.count.none { color: var(--quiet); background: none; }

nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: .25rem 0; font-size: .9rem; line-height: 1.4; padding: 0; list-style: none; }
nav a { display: inline-block; padding: .15rem 0; }
.tools { margin: 0; } .tools summary { padding: .5rem 0; }
.toolbar { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem .75rem; align-items: end; padding: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
.toolbar label { display: block; font-size: .85rem; color: var(--quiet); min-width: 0; }
.toolbar label:first-child, .toolbar output { grid-column: 1 / -1; }
.toolbar input, .toolbar select, button { display: block; width: 100%; min-height: 2.5rem; padding: .25rem .6rem; font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--quiet); border-radius: 4px; }
button { cursor: pointer; } button:hover { border-color: var(--link); }
.toolbar button { grid-column: 1 / -1; }
.toolbar output:empty { display: none; }

.card { margin: 0 0 1rem; padding: 1rem; background: var(--paper); border: 1px solid var(--line); border-left: 6px solid var(--none); border-radius: 6px; }
.card h3 a { color: inherit; text-decoration: none; } .card h3 a:hover { text-decoration: underline; }
.card:target, tr:target > td { background: var(--inconclusive-ground); }
.lead { margin: .25rem 0 .5rem; font-size: 1.1rem; }
.reason { font-style: italic; }
.facts { margin: .75rem 0; padding: .75rem 0 0; border-top: 1px solid var(--line); }
dt { font-size: .85rem; font-weight: 600; color: var(--quiet); }
dd { margin: 0 0 .6rem; min-width: 0; } dd p { margin: 0; }
.expected, .came { font-weight: 600; white-space: pre-wrap; }
.expected { color: var(--pass); } .came { color: var(--fail); }
.repeat { margin: .75rem 0 0; } .repeat .label { display: block; font-size: .85rem; font-weight: 600; color: var(--quiet); }
.repeat code { display: block; padding: .5rem .75rem; }
.repeat button { width: auto; margin-top: .4rem; }
details { margin: .5rem 0; } summary { cursor: pointer; padding: .25rem 0; }
.exchange > summary { font-weight: 600; }
.events { margin: .5rem 0; padding: 0; list-style: none; }
.events li { padding: .5rem 0; border-top: 1px solid var(--line); }
.from { padding: 0 .4em; border-radius: 3px; font-size: .8rem; font-weight: 700; background: var(--none-ground); }
.from.IUT { background: var(--link); color: var(--paper); }
pre.octets { white-space: pre; } pre + pre.octets { margin-top: 0; }
.remark { color: var(--warning); } .side { margin: 0 0 .4rem; color: var(--quiet); } pre.head { color: var(--quiet); }

.badge { display: inline-block; padding: 0 .5em; border-radius: 3px; font-size: .85rem; font-weight: 700; white-space: nowrap; background: var(--none-ground); color: var(--none); }
.badge.pass { background: var(--pass-ground); color: var(--pass); } .card.pass { border-left-color: var(--pass); }
.badge.fail { background: var(--fail-ground); color: var(--fail); } .card.fail { border-left-color: var(--fail); }
.badge.error { background: var(--error-ground); color: var(--error); } .card.error { border-left-color: var(--error); }
.badge.warning { background: var(--warning-ground); color: var(--warning); } .card.warning { border-left-color: var(--warning); }
.badge.inconclusive, .badge.out-of-time { background: var(--inconclusive-ground); color: var(--inconclusive); } .card.inconclusive, .card.out-of-time { border-left-color: var(--inconclusive); }

table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
caption { text-align: left; padding: .25rem 0; }
th, td { padding: .5rem .6rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
th { font-size: .85rem; color: var(--quiet); overflow-wrap: normal; } .time { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--quiet); }
td .badge { white-space: normal; overflow-wrap: normal; }
.area { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .25rem .75rem; }
.area table { border: 0; margin-bottom: .5rem; } .area .name { font-weight: 600; }
.area .words { font-size: .9rem; color: var(--quiet); }
.bar { display: block; width: 100%; height: .75rem; margin: .25rem 0; border-radius: 2px; background: var(--none-ground); }
rect.pass { fill: var(--pass); } rect.fail { fill: var(--fail); } rect.warning { fill: var(--warning); } rect.inconclusive { fill: var(--inconclusive); } rect.not-tested { fill: var(--quiet); fill-opacity: .55; } rect.not-applicable { fill: var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 0 0 .5rem; padding: 0; list-style: none; }
.about { margin: 0; align-content: start; }
.facts, .about { column-gap: 1rem; } .about { display: grid; grid-template-columns: 7.5rem 1fr; } .about dd { margin-bottom: .25rem; } .hint { margin-top: .75rem; }
.readings dt { color: var(--ink); font-size: 1rem; font-weight: 400; }
.readings dd { margin-bottom: 1rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .9rem; }

@media (min-width: 44rem) {
  h2 { margin-top: 2.5rem; } nav ul { gap: .25rem 1.25rem; margin: 1rem 0; font-size: 1rem; }
  .count { padding: .5rem .75rem; font-size: .9rem; } .count strong { font-size: 1.6rem; } .counts { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
  .tools { position: sticky; top: 0; z-index: 1; } .tools summary { display: none; }
  .toolbar { grid-template-columns: 3fr 1.3fr 1.3fr auto; }
  .toolbar label:first-child, .toolbar button { grid-column: auto; }
  html { scroll-padding-top: 7rem; }
  .facts { display: grid; grid-template-columns: 7.5rem 1fr; }
  th:first-child { width: 11rem; }
  .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1.5rem; }
  .area summary { display: grid; grid-template-columns: 1rem 8rem 12rem 1fr; gap: .75rem; align-items: center; }
  .area summary::before { content: "▸"; } .area[open] summary::before { content: "▾"; }
  .repeat { display: grid; grid-template-columns: 1fr auto; gap: .25rem .75rem; align-items: center; } .repeat .label { grid-column: 1 / -1; } .repeat button { margin: 0; }
}
@media screen and (max-width: 34rem) {
  th, td { padding: .5rem .35rem; } th { font-size: .75rem; }
  td:first-child .badge { font-size: 1rem; }
  td:first-child .word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
@media screen { .filtered { display: none; } }
@media print {
  :root { --ground: #fff; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --code: #f4f4f4; --link: #000; --mark: #ffe680; --mark-ink: #000;
    --pass: #176b37; --fail: #b3201b; --error: #8a1f8f; --warning: #8a5a00; --inconclusive: #6b5900; --none: #444;
    --pass-ground: #fff; --fail-ground: #fff; --error-ground: #fff; --warning-ground: #fff; --inconclusive-ground: #fff; --none-ground: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .tools, .skip, [data-copy] { display: none !important; }
  pre.octets { white-space: pre-wrap; }
  pre { max-height: none; overflow: visible; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .badge { border: 1px solid currentColor; }
  h2, h3, summary, thead { break-after: avoid; } tr, .facts { break-inside: avoid-page; }
  * { print-color-adjust: exact; }
}
`;
