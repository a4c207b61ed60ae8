/** How verdicts and outcomes of requirements look: one vocabulary of kinds for colour, badge and filter, never colour alone. */
import type { RequirementResult, RuleResult, TestResult } from '../../harness/campaign/results.js';
import type { Verdict } from '../../harness/judge/verdict.js';
import { html, type Markup } from './markup.js';

export type Kind = Verdict | 'warning' | 'not-tested';

/** Every kind with its sign and label, in the order of the filter. */
export const KINDS: Readonly<Record<Kind, { readonly sign: string; readonly label: string }>> = {
  fail: { sign: '✗', label: 'fail' },
  error: { sign: '!', label: 'error' },
  warning: { sign: '▲', label: 'warning' },
  inconclusive: { sign: '?', label: 'inconclusive' },
  'out-of-time': { sign: '◷', label: 'out of time' },
  pass: { sign: '✓', label: 'pass' },
  'not-applicable': { sign: '–', label: 'not applicable' },
  'not-tested': { sign: '○', label: 'not tested' },
};

/** A badge: sign and word. */
export function badge(kind: Kind, label: string = KINDS[kind].label): Markup {
  return html`<span class="badge ${kind}"><span aria-hidden="true">${KINDS[kind].sign}</span> <span class="word">${label}</span></span>`;
}

/** Kinds that a test is found under: its verdict, and `warning` where it has one. */
export function kindsOfTest({ verdict, warnings }: TestResult): readonly Kind[] {
  return warnings > 0 ? [verdict, 'warning'] : [verdict];
}

/** Kind of a requirement's outcome. */
export function kindOfRequirement({ outcome, warning }: Pick<RequirementResult, 'outcome' | 'warning'>): Kind {
  switch (outcome) {
    case 'satisfied':
      return 'pass';
    case 'violated':
      return warning ? 'warning' : 'fail';
    case 'not-tested':
    case 'not-applicable':
    case 'inconclusive':
      return outcome;
  }
}

/** Kind of a rule's outcome. */
export function kindOfRule({ outcome, severity }: Pick<RuleResult, 'outcome' | 'severity'>): Kind {
  return kindOfRequirement({ outcome, warning: severity === 'warning' });
}
