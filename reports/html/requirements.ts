/** Requirements by area: a bar of outcomes per area, and for each requirement what decided it or why nothing did. */
import type { CampaignResults, RequirementResult } from '../../harness/campaign/results.js';
import type { PageContext } from './context.js';
import { html, type Markup } from './markup.js';
import { badge, kindOfRequirement, KINDS, type Kind } from './outcome.js';

const BAR_ORDER: readonly Kind[] = ['pass', 'warning', 'fail', 'inconclusive', 'not-tested', 'not-applicable'];
const LABELS: Partial<Readonly<Record<Kind, string>>> = { pass: 'satisfied', fail: 'violated', warning: 'violated, warning only' };

/** A block per area, collapsed. */
export function requirementAreas(context: PageContext): Markup {
  const areas = new Map<string, RequirementResult[]>();
  for (const requirement of context.input.results.requirements) {
    const key = context.severalIuts ? `${requirement.iut}: ${requirement.area}` : requirement.area;
    const own = areas.get(key);
    if (own === undefined) areas.set(key, [requirement]);
    else own.push(requirement);
  }
  return html`<ul class="legend" aria-label="Colours of the bars">${BAR_ORDER.map((kind) => html`<li>${badge(kind, labelOf(kind))}</li>`)}</ul>
${[...areas].map(([name, requirements]) => areaBlock(context, { name, requirements }))}`;
}

interface Area {
  readonly name: string;
  readonly requirements: readonly RequirementResult[];
}

function areaBlock(context: PageContext, { name, requirements }: Area): Markup {
  const counts = BAR_ORDER.map((kind) => ({ kind, count: requirements.filter((requirement) => kindOfRequirement(requirement) === kind).length })).filter(({ count }) => count > 0);
  const words = counts.map(({ kind, count }) => `${count} ${labelOf(kind)}`).join(', ');
  return html`<details class="area"><summary><span class="name">${name}</span> ${bar(counts, requirements.length)} <span class="words">${words}</span></summary>
<table><caption>Requirements of ${name}</caption><thead><tr><th scope="col">Outcome</th><th scope="col">Requirement</th></tr></thead>
<tbody>${requirements.map((requirement) => requirementRow(context, requirement))}</tbody></table></details>`;
}

/** Widths are attributes of SVG, because the policy of the page allows no inline style. */
function bar(counts: readonly { readonly kind: Kind; readonly count: number }[], total: number): Markup {
  let x = 0;
  const parts = counts.map(({ kind, count }) => {
    const part = html`<rect class="${kind}" x="${x}" y="0" width="${count}" height="1"/>`;
    x += count;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 ${total} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts}</svg>`;
}

function requirementRow(context: PageContext, requirement: RequirementResult): Markup {
  const { id, level, clause, text, basis, ambiguity, tests, reason, area, iut } = requirement;
  const kind = kindOfRequirement(requirement);
  const remarks = [...(basis === 'recalled' ? ['from memory, text not checked'] : []), ...(ambiguity === null ? [] : [`reading ${ambiguity}`])];
  return html`<tr id="${context.anchorOfRequirement(requirement)}" data-item="${kind}" data-area="${area}"><td>${badge(kind, labelOf(kind))}</td>
<td><strong class="id">${id}</strong> <span class="level">${level}</span> <span class="quiet">clause ${clause}${remarks.map((remark) => `; ${remark}`)}</span><p>${text}</p>
${reason === null ? null : html`<p class="reason">${reason}</p>`}<p class="quiet">${testedBy(context, { iut, tests })}</p></td></tr>`;
}

function testedBy(context: PageContext, { iut, tests }: Pick<RequirementResult, 'iut' | 'tests'>): Markup {
  if (tests.length === 0) return html`No test case and no rule claims it.`;
  const ran = testsRun(context.input.results, iut);
  const link = (id: string): Markup => {
    if (id === 'rule') return html`<a href="#rules">a rule over all messages</a>`;
    return ran.has(id) ? html`<a href="#${context.anchorOfTest({ iut, id })}">${id}</a>` : html`${id} (not in this run)`;
  };
  return html`Tested by ${tests.map((id, index) => html`${index === 0 ? '' : ', '}${link(id)}`)}`;
}

const RUN = new WeakMap<CampaignResults, ReadonlyMap<string, ReadonlySet<string>>>();

/** Ids of the tests of an IUT, looked up once for all requirements. */
function testsRun(results: CampaignResults, iut: string): ReadonlySet<string> {
  const known = RUN.get(results) ?? new Map(results.iuts.map(({ name }) => [name, new Set(results.tests.filter((test) => test.iut === name).map(({ id }) => id))]));
  RUN.set(results, known);
  return known.get(iut) ?? new Set();
}

function labelOf(kind: Kind): string {
  return LABELS[kind] ?? KINDS[kind].label;
}
