/** The lists of the page: all tests, tests that do not apply, rules, readings of ambiguities, notes. */
import type { RuleResult, TestResult } from '../../harness/campaign/results.js';
import { reasonOf } from '../failure.js';
import { durationText } from '../terminal.js';
import { requirementLink, type PageContext } from './context.js';
import { html, type Markup } from './markup.js';
import { badge, kindOfRule, kindsOfTest } from './outcome.js';

/** Every test with its verdict; those with a card link to it, the others are the target of their link. */
export function allTests(context: PageContext): Markup {
  return html`<table class="tests"><caption>All tests with their verdicts</caption><thead><tr><th scope="col">Verdict</th><th scope="col">Test</th><th scope="col" class="time">Time</th></tr></thead>
<tbody>${context.input.results.tests.map((test) => testRow(context, test))}</tbody></table>`;
}

/** Tests that do not apply: the predicate and the answer. */
export function notApplicable(context: PageContext): Markup {
  const tests = context.input.results.tests.filter(({ verdict }) => verdict === 'not-applicable');
  return html`<table><caption>Tests that were not run, and why</caption><thead><tr><th scope="col">Test</th><th scope="col">Because</th></tr></thead>
<tbody>${tests.map((test) => html`<tr data-item="not-applicable" data-area="${context.areasOf(test).join(' ')}"><td><a href="#${context.anchorOfTest(test)}">${test.id}</a>${iutOf(context, test)}</td><td>${reasonOf(context.input, test)}</td></tr>`)}</tbody></table>`;
}

/** Rules: what holds for every message, and over how many it was judged. */
export function allRules(context: PageContext): Markup {
  return html`<table><caption>Rules over every message of the run</caption><thead><tr><th scope="col">Outcome</th><th scope="col">Rule</th><th scope="col" class="time">Judged</th></tr></thead>
<tbody>${context.input.results.rules.map((rule) => ruleRow(context, rule))}</tbody></table>`;
}

/** Where the specification is silent or says two things: which reading this run took. */
export function readings({ input }: PageContext): Markup {
  return html`<p>Where the specification leaves a question open, no product fails for choosing another legal answer. These readings were in force:</p>
<dl class="readings">${input.results.readings.map(({ id, question, reading, parameter, value }) => html`<dt id="reading-${id}"><strong class="id">${id}</strong> ${question}</dt><dd>${reading}${parameter === null ? null : html` <span class="quiet">(value <code>${parameter}</code>${value === null ? null : html` is <code>${String(value)}</code>`})</span>`}</dd>`)}</dl>`;
}

/** Things a reader must know. */
export function notes({ input }: PageContext): Markup {
  return html`<ul>${input.results.notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}

function testRow(context: PageContext, test: TestResult): Markup {
  const { verdict, id, title, warnings, transcript, durationMs } = test;
  const anchor = context.anchorOfTest(test);
  const hasCard = verdict !== 'pass' && verdict !== 'not-applicable';
  const name = html`<a class="id" href="#${anchor}">${id}</a>`;
  return html`<tr${hasCard ? null : html` id="${anchor}"`} data-item="${kindsOfTest(test).join(' ')}" data-area="${context.areasOf(test).join(' ')}"><td>${badge(verdict)}${warnings === 0 ? null : html` ${badge('warning')}`}</td>
<td>${name}${iutOf(context, test)}<p>${title}</p>${verdict === 'pass' ? null : html`<p class="reason">${reasonOf(context.input, test)}</p>`}</td><td class="time">${transcript === null ? '–' : durationText(durationMs)}</td></tr>`;
}

function ruleRow(context: PageContext, rule: RuleResult): Markup {
  const { requirement, title, message, judged, iut, level } = rule;
  const kind = kindOfRule(rule);
  const area = context.requirement(iut, requirement)?.area ?? '';
  return html`<tr data-item="${kind}" data-area="${area}"><td>${badge(kind, rule.outcome.replace('-', ' '))}</td>
<td>${title}${iutOf(context, rule)}<p>${requirementLink(context, { iut, id: requirement })} <span class="level">${level}</span></p><p class="reason">${message}</p></td><td class="time">${judged}</td></tr>`;
}

function iutOf(context: PageContext, { iut }: { readonly iut: string }): Markup | null {
  return context.severalIuts ? html` <span class="quiet">${iut}</span>` : null;
}
