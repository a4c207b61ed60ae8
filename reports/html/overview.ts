/** The top of the page: the verdict in one sentence, the counts, what was tested, when and with what, and the table of contents. */
import type { CampaignResults, IutIdentity } from '../../harness/campaign/results.js';
import { VERDICTS, type Verdict } from '../../harness/judge/verdict.js';
import { missingValues, summaryOf } from '../summary.js';
import { durationText } from '../terminal.js';
import type { PageContext } from './context.js';
import { html, type Markup } from './markup.js';
import { KINDS } from './outcome.js';

export const DISCLAIMER = 'This report is the result of a test run. It is not a certification, and no certification body has reviewed it.';

export interface Section {
  readonly id: string;
  readonly title: string;
  /** How many things it lists; null where a number says nothing. */
  readonly count: number | null;
  readonly body: Markup;
}

/** Header of the page. */
export function overview({ input }: PageContext): Markup {
  const { results } = input;
  const summary = summaryOf(results);
  const products = results.iuts.map(productOf).join(', ');
  return html`<header class="hero ${summary.colour}">
<p class="product">Conformance test report: ${products}</p>
<h1>${summary.sentence}</h1>
${summary.sides.map(({ sentence, isBroken }) => html`<p class="${isBroken ? 'remark' : 'side'}">${sentence}</p>`)}${summary.remarks.map((remark) => html`<p class="remark">${remark}</p>`)}
<ul class="counts" aria-label="Number of tests by verdict, and of rules violated">${VERDICTS.map((verdict) => countItem(results, verdict))}${brokenRules(results)}</ul>
<p class="disclaimer">${DISCLAIMER}</p>
</header>`;
}

/** Links to the sections, with how much is in each. */
export function contents(sections: readonly Section[]): Markup {
  return html`<nav aria-label="Contents"><ul>${sections.map(({ id, title, count }) => html`<li><a href="#${id}">${title}${count === null ? null : html` <span class="number">${count}</span>`}</a></li>`)}</ul></nav>`;
}

/** What was tested, when, with what. */
export function aboutRun({ input }: PageContext): Markup {
  const { iuts, run, tool, requirements } = input.results;
  const tested = requirements.filter(({ outcome }) => outcome === 'satisfied' || outcome === 'violated').length;
  const missing = missingValues(input.results);
  return html`<div class="columns">${iuts.map(identity)}
<dl class="about"><dt>Started</dt><dd><time datetime="${run.startedAt}">${startedText(run.startedAt)}</time></dd>
<dt>Took</dt><dd>${durationText(run.durationMs)}${run.complete ? null : html`, stopped before it was done`}</dd>
<dt>Tool</dt><dd>${tool.name} ${tool.version}</dd>
<dt>Mode</dt><dd>${run.strict ? 'strict: a violated SHOULD and a requirement whose text nobody checked fail, too' : 'normal: a violated SHOULD, or a requirement whose text nobody checked, is a warning'}</dd>
<dt>Requirements</dt><dd>${tested} of ${requirements.length} decided</dd>
<dt>Seed</dt><dd>${run.seed}</dd>
<dt>Arguments</dt><dd><code>${run.arguments.length === 0 ? 'none' : run.arguments.join(' ')}</code></dd>
<dt>Run</dt><dd><code>${run.id}</code></dd></dl></div>
${missing.length === 0 ? null : html`<p class="hint">More tests run when the IUT file gives ${missing.map((name, index) => html`${index === 0 ? '' : ', '}<code>${name}</code>`)} under <code>values</code>; <code>dm-conformance init</code> asks for them.</p>`}`;
}

function countItem({ totals }: CampaignResults, verdict: Verdict): Markup {
  const counts: Readonly<Record<Verdict, number>> = { ...totals, 'not-applicable': totals.notApplicable, 'out-of-time': totals.outOfTime };
  const number = counts[verdict];
  return html`<li><a class="count ${verdict}${number === 0 ? ' none' : ''}" href="#tests" data-show="${verdict}"><strong>${number}</strong> <span><span aria-hidden="true">${KINDS[verdict].sign}</span> ${KINDS[verdict].label}</span></a></li>`;
}

/** Vendor, name and version, once each: many a name begins with the vendor's. */
function productOf({ vendor, name, version }: IutIdentity): string {
  const maker = name.toLowerCase().startsWith(vendor.toLowerCase()) ? '' : vendor;
  return [maker, name, version].filter((part) => part !== '').join(' ');
}

/** Rules are no tests, so what they found stands in no other tile. */
function brokenRules({ rules }: CampaignResults): Markup {
  const number = rules.filter(({ outcome, severity }) => outcome === 'violated' && severity !== 'warning').length;
  return html`<li><a class="count rules fail${number === 0 ? ' none' : ''}" href="#rules" data-show="${number === 0 ? '' : 'fail'}"><strong>${number}</strong> <span><span aria-hidden="true">§</span> ${number === 1 ? 'rule' : 'rules'} violated</span></a></li>`;
}

function identity({ name, vendor, version, role, protocol, profile }: IutIdentity): Markup {
  return html`<dl class="about"><dt>Product</dt><dd>${name}</dd><dt>Vendor</dt><dd>${vendor === '' ? NOT_GIVEN : vendor}</dd><dt>Version</dt><dd>${version === '' ? NOT_GIVEN : version}</dd><dt>Role</dt><dd>${role}</dd><dt>Protocol</dt><dd>${protocol}, profile ${profile}</dd></dl>`;
}

const NOT_GIVEN = html`<span class="quiet">not given in the IUT file</span>`;

/** `2026-01-02 03:04:05 UTC`; a text in another form stays as it is. */
function startedText(startedAt: string): string {
  return startedAt.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2 UTC');
}
