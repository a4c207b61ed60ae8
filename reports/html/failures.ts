/** Cards: a failed, erroneous, undecided or warned test or a broken rule with its facts, its exchange and the command that repeats it. */
import type { ReportedFinding, RuleResult, TestResult } from '../../harness/campaign/results.js';
import { factsOf, reasonOf, type Failure, type FailureFacts } from '../failure.js';
import type { Quote } from '../quote.js';
import { repeatCommand } from '../repeat-command.js';
import { requirementLink, type PageContext } from './context.js';
import { exchange } from './exchange.js';
import { html, type Markup } from './markup.js';
import { markedText, notificationBlock } from './marked-text.js';
import { badge, kindOfRule, kindsOfTest, type Kind } from './outcome.js';

const MAX_FINDINGS = 10;
const QUOTED_CHARACTERS = 700;
const MAX_VALUE_CHARACTERS = 2000;
const MAX_PLACES = 20;

/** Which findings a card tells: those that decided, or only the warnings. */
export type CardScope = 'verdict' | 'warnings';

/** The card of a test. Warnings come without their exchange: the test has passed. */
export function testCard(context: PageContext, test: TestResult, scope: CardScope): Markup {
  const findings = test.findings.filter((finding) => finding.outcome !== 'satisfied' && (scope === 'verdict' || finding.severity === 'warning'));
  const shown = findings.slice(0, MAX_FINDINGS);
  const [kind] = scope === 'warnings' ? (['warning'] as const) : kindsOfTest(test);
  const anchor = scope === 'warnings' ? `warning-${context.anchorOfTest(test)}` : context.anchorOfTest(test);
  const facts = shown.length === 0 ? [factsOf(context.input, { kind: 'test', test })] : shown.map((finding) => factsOf(context.input, { kind: 'test', test, finding }));
  return html`<article class="card ${kind ?? 'fail'}" id="${anchor}" data-item="${[...kindsOfTest(test)].join(' ')}" data-area="${context.areasOf(test).join(' ')}">
<h3>${badge(kind ?? 'fail')} <a href="#${anchor}">${test.id}</a>${context.severalIuts ? html` <span class="quiet">${test.iut}</span>` : null}</h3>
<p class="lead">${test.title}</p>
${shown.some(({ message }) => message === test.reason) || scope === 'warnings' ? null : html`<p class="reason">${reasonOf(context.input, test)}</p>`}
${facts.map((fact) => factList(context, fact))}
${findings.length > MAX_FINDINGS ? html`<p class="quiet">… and ${findings.length - MAX_FINDINGS} more findings in results.json</p>` : null}
${scope === 'verdict' ? exchangeOf(context, test, shown) : null}
${repeatBlock(repeatCommand(context.input.results, { test: test.id, iut: test.iut }))}</article>`;
}

/** The card of a broken rule: the first place in full, the others as links. */
export function ruleCard(context: PageContext, rule: RuleResult): Markup {
  const kind: Kind = kindOfRule(rule);
  const failure: Failure = { kind: 'rule', rule };
  const facts = factsOf(context.input, failure);
  const places = rule.at.slice(0, MAX_PLACES);
  const area = context.requirement(rule.iut, rule.requirement)?.area ?? '';
  return html`<article class="card ${kind}" data-item="${kind}" data-area="${area}">
<h3>${badge(kind)} Rule ${rule.requirement}${context.severalIuts ? html` <span class="quiet">${rule.iut}</span>` : null}</h3>
<p class="lead">${rule.title}</p>
${factList(context, facts)}
<details><summary>Broken in ${rule.at.length} ${rule.at.length === 1 ? 'place' : 'places'}; ${rule.judged} judged</summary><ul>${places.map(
    ({ test, event, path }) => html`<li><a href="#${context.anchorOfTest({ iut: rule.iut, id: test })}">${test}</a>, event ${event}${path === undefined ? null : html`, <code>${path}</code>`}</li>`,
  )}</ul>${rule.at.length > MAX_PLACES ? html`<p class="quiet">… and ${rule.at.length - MAX_PLACES} more in results.json</p>` : null}</details>
${repeatBlock(facts.repeat)}</article>`;
}

function exchangeOf(context: PageContext, test: TestResult, findings: readonly ReportedFinding[]): Markup | null {
  const transcript = test.transcript === null ? undefined : context.input.transcripts(test.transcript);
  if (test.transcript === null || transcript === undefined) return null;
  return exchange(context, { transcript, path: test.transcript, places: findings.flatMap(({ at }) => at ?? []) });
}

function factList(context: PageContext, facts: FailureFacts): Markup {
  return html`<dl class="facts">${requirementFact(context, facts)}
<dt>Sent</dt><dd><pre>${facts.sent.join('\n')}</pre></dd>
${facts.expected === null ? null : html`<dt>Expected</dt><dd class="expected">${shortened(facts.expected)}</dd>`}
<dt>Came</dt><dd class="came">${shortened(facts.came)}</dd>
<dt>Message</dt><dd>${quoteBlock(facts.quote)}</dd></dl>`;
}

function requirementFact(context: PageContext, { requirement, leniency, iut }: FailureFacts): Markup | null {
  if (requirement === null) return null;
  const { id, level, clause, text } = requirement;
  return html`<dt>Requirement</dt><dd>${requirementLink(context, { iut, id })} <span class="level">${level}</span> <span class="quiet">clause ${clause}</span><p>${text}</p></dd>
${leniency === null ? null : html`<dt>Counts as</dt><dd>a warning: ${leniency}</dd>`}`;
}

function quoteBlock(quote: Quote | string): Markup {
  if (typeof quote === 'string') return html`${quote}`;
  return html`<p>${quote.where}</p>${quote.part === 'octets' ? notificationBlock(quote.text, QUOTED_CHARACTERS) : html`<pre class="quote">${markedText(quote.text, QUOTED_CHARACTERS)}</pre>`}`;
}

function repeatBlock(command: string): Markup {
  return html`<p class="repeat"><span class="label">Repeat just this test</span> <code>${command}</code> <button type="button" data-copy hidden>Copy</button></p>`;
}

function shortened(text: string): string {
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}… (${text.length} characters)` : text;
}
