/**
 * report.html: the whole campaign in one file for people, that asks no host for anything: style and script are inline and
 * allowed by their hashes, everything else is forbidden by the policy of the page (CSP level 3). Readable without script,
 * on a phone, in print. Evidence is embedded for tests that did not pass. Leaves out editing and comparing runs.
 */
import { createHash } from 'node:crypto';
import type { RuleResult, TestResult } from '../harness/campaign/results.js';
import { pageContext, type PageContext } from './html/context.js';
import { ruleCard, testCard } from './html/failures.js';
import { html, trusted, type Child, type Markup } from './html/markup.js';
import { KINDS } from './html/outcome.js';
import { aboutRun, contents, DISCLAIMER, overview, type Section } from './html/overview.js';
import { requirementAreas } from './html/requirements.js';
import { PAGE_SCRIPT } from './html/script.js';
import { PAGE_STYLE } from './html/style.js';
import { allRules, allTests, notApplicable, notes, readings } from './html/tables.js';
import type { ReportInput } from './input.js';

/** Renders the report page. */
export function renderHtml(input: ReportInput): string {
  const context = pageContext(input);
  const sections = sectionsOf(context);
  const { iuts, tool } = input.results;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${iuts.map(({ name }) => name).join(', ')}: conformance report</title>
<style>${trusted(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
${overview(context)}
${contents(sections)}
${toolbar(context)}
<main id="main" tabindex="-1">${sections.map(sectionBlock)}</main>
<footer><p>${DISCLAIMER}</p><p>Made by ${tool.name} ${tool.version}. Everything here is in results.json, too.</p></footer>
<script>${trusted(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

const POLICY = `default-src 'none'; style-src '${hashOf(PAGE_STYLE)}'; script-src '${hashOf(PAGE_SCRIPT)}'; base-uri 'none'; form-action 'none'`;

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function sectionsOf(context: PageContext): readonly Section[] {
  const { tests, rules, requirements, readings: chosen, notes: remarks } = context.input.results;
  const failed = tests.filter(({ verdict }) => verdict === 'fail' || verdict === 'error');
  const undecided = tests.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'out-of-time');
  const warned = tests.filter(({ findings }) => findings.some(({ severity, outcome }) => outcome === 'violated' && severity === 'warning'));
  const isBroken = (severity: RuleResult['severity']) => (rule: RuleResult): boolean => rule.outcome === 'violated' && (rule.severity ?? 'fail') === severity;
  const brokenRules = rules.filter(isBroken('fail'));
  const warnedRules = rules.filter(isBroken('warning'));
  const cards = (list: readonly TestResult[], broken: readonly RuleResult[], scope: 'verdict' | 'warnings'): Markup => html`${list.map((test) => testCard(context, test, scope))}${broken.map((rule) => ruleCard(context, rule))}`;
  const sections: readonly Section[] = [
    { id: 'failures', title: 'Failures', count: failed.length + brokenRules.length, body: cards(failed, brokenRules, 'verdict') },
    { id: 'warnings', title: 'Warnings', count: warned.length + warnedRules.length, body: cards(warned, warnedRules, 'warnings') },
    { id: 'undecided', title: 'Not decided', count: undecided.length, body: cards(undecided, [], 'verdict') },
    { id: 'run', title: 'This run', count: null, body: aboutRun(context) },
    { id: 'requirements', title: 'Requirements by area', count: requirements.length, body: requirementAreas(context) },
    { id: 'not-applicable', title: 'Not applicable', count: tests.filter(({ verdict }) => verdict === 'not-applicable').length, body: notApplicable(context) },
    { id: 'tests', title: 'All tests', count: tests.length, body: allTests(context) },
    { id: 'rules', title: 'Rules', count: rules.length, body: allRules(context) },
    { id: 'readings', title: 'Readings', count: chosen.length, body: readings(context) },
    { id: 'notes', title: 'Notes', count: remarks.length, body: notes(context) },
  ];
  return sections.filter(({ count, id }) => count !== 0 || id === 'failures');
}

function sectionBlock({ id, title, count, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}${count === null ? null : html` <span class="number">${count}</span>`}</h2>
${count === 0 ? html`<p>None.</p>` : body}<p class="nothing" hidden>Nothing here fits the filter.</p></section>
`;
}

/** Hidden until the script shows it: without script it could not work. Folded on a phone, where the failures come first. */
function toolbar({ input }: PageContext): Markup {
  const areas = [...new Set(input.results.requirements.map(({ area }) => area))].toSorted();
  const option = (value: string, label: Child): Markup => html`<option value="${value}">${label}</option>`;
  return html`<details class="tools" hidden><summary>Search and filter</summary><form class="toolbar" role="search" aria-label="Filter the results">
<label>Search <input type="search" id="search" autocomplete="off" placeholder="id, text, clause …"></label>
<label>Verdict <select id="verdict">${option('', 'all')}${Object.entries(KINDS).map(([kind, { label }]) => option(kind, label))}</select></label>
<label>Area <select id="area">${option('', 'all')}${areas.map((area) => option(area, area))}</select></label>
<button type="reset">Clear</button>
<output id="found" aria-live="polite"></output>
</form></details>`;
}
