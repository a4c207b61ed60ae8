/**
 * Applies message rules to one message of DM 1.x and says what is wrong in it, where, and how much it counts. What is as
 * it should be is counted by requirement; a requirement that met nothing to judge has no count, for absence satisfies
 * nothing. What the codecs found and no requirement forbids is kept as a remark.
 */
import { byteOf, type Element, type Node, type Place } from '../../../protocol/dm1/model/element.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';
import type { Level, Requirement, Severity } from '../requirement.js';
import { leniencyOf, severityOf } from '../requirement.js';
import type { MessageCheck, MessageEvidence, MessageRule } from './message-rule.js';
import type { MessageView } from './message-view.js';

export interface MessageFinding extends MessageEvidence {
  readonly part: 'head' | 'body';
  readonly requirement: string;
  readonly level: Level;
  readonly clause: string;
  /** `warning`: the requirement is a recommendation, or its text was not read. */
  readonly severity: Severity;
  /** Why it only warns. */
  readonly leniency?: string;
  /** Code of the codec that found it; absent where a rule did. */
  readonly code?: string;
  /** Elements from the root, `SyncML/SyncBody/Add[2]/Item/Data`; in the head the name of the field. */
  readonly path: string;
  /** One sentence for people. */
  readonly message: string;
}

export interface MessageJudgement {
  /** Violations in the order of the message. */
  readonly findings: readonly MessageFinding[];
  /** Oddities, and limits of the reader: no requirement forbids them. Those of the head come first. */
  readonly remarks: readonly Finding1[];
  /** How often each requirement was met; one that had nothing to be judged by is not in it. */
  readonly satisfied: ReadonlyMap<string, number>;
}

export interface JudgeOptions {
  readonly rules: readonly MessageRule[];
  readonly requirements: ReadonlyMap<string, Requirement>;
}

/** Judges one message. A rule whose requirement is not in the catalogue is a fault of the suite and says so. */
export function judgeView(view: MessageView, { rules, requirements }: JudgeOptions): MessageJudgement {
  const judging: Judging = { view, findings: [], satisfied: new Map(), claimed: new Set(), requirement: undefined };
  const check = checkOf(judging);
  for (const rule of rules) {
    // A document that is no message has no sender: it binds whom its kind binds.
    if (view.kind === 'message' && rule.role !== 'both' && view.sender?.role !== rule.role) continue;
    judging.requirement = requirements.get(rule.requirement);
    if (judging.requirement === undefined) throw new RangeError(`${rule.source}: requirement '${rule.requirement}' is not in the catalogue`);
    rule.judge(view, check);
  }
  const { findings, satisfied, claimed } = judging;
  const found = view.http === undefined ? view.findings : [...view.http.findings, ...view.findings];
  const remarks = found.length === 0 ? found : found.filter((finding) => !claimed.has(finding));
  return { findings: findings.length < 2 ? findings : findings.toSorted(inOrder), remarks, satisfied };
}

function inOrder(left: MessageFinding, right: MessageFinding): number {
  return left.part === right.part ? byteOf(left.where) - byteOf(right.where) : left.part === 'head' ? -1 : 1;
}

interface Judging {
  readonly view: MessageView;
  readonly findings: MessageFinding[];
  readonly satisfied: Map<string, number>;
  /** Findings of the codecs that a rule took up. */
  readonly claimed: Set<Finding1>;
  /** Of the rule that is applied just now; one check serves all rules, for there are tens of thousands of messages. */
  requirement: Requirement | undefined;
}

function checkOf(judging: Judging): MessageCheck {
  const { view, findings, satisfied, claimed } = judging;
  const count = (): void => {
    const id = judging.requirement?.id ?? '';
    satisfied.set(id, (satisfied.get(id) ?? 0) + 1);
  };
  const report = (facts: FindingFacts): void => {
    if (judging.requirement !== undefined) findings.push(findingOf(judging.requirement, facts));
  };
  return {
    holds(condition, evidence) {
      if (condition) {
        count();
        return true;
      }
      const facts = evidence();
      report({ ...facts, path: facts.part === 'head' ? '' : pathOf(view.root, facts.where) });
      return false;
    },
    reports(found, part = 'body') {
      if (found.length === 0) count();
      for (const one of found) {
        claimed.add(one);
        report({ ...one, part });
      }
    },
  };
}

type FindingFacts = MessageEvidence & { readonly path: string; readonly code?: string };

function findingOf(requirement: Requirement, facts: FindingFacts): MessageFinding {
  const { id, level, clause } = requirement;
  const { where, part = 'body', path, found, expected, code } = facts;
  const severity = severityOf(requirement, 'normal');
  return {
    requirement: id, level, clause, severity, part, where, path, found, expected, message: `expected ${expected}, found ${found}`,
    ...(severity === 'warning' ? { leniency: leniencyOf(requirement) } : {}),
    ...(code === undefined ? {} : { code }),
  };
}

/** The way to a place, looked for only when there is something to report. */
function pathOf(root: Element | undefined, where: Place): string {
  if (root === undefined) return '';
  const wanted = where.kind === 'absent' ? where.parent : where;
  return pathIn(root, { path: root.name, wanted }) ?? '';
}

function pathIn(element: Element, search: { readonly path: string; readonly wanted: Place }): string | undefined {
  const { path, wanted } = search;
  if (element.where === wanted) return path;
  const seen = new Map<string, number>();
  for (const child of element.children) {
    const found = pathInNode(child, { path, wanted, seen });
    if (found !== undefined) return found;
  }
  return undefined;
}

function pathInNode(node: Node, search: { readonly path: string; readonly wanted: Place; readonly seen: Map<string, number> }): string | undefined {
  const { path, wanted, seen } = search;
  if (node.kind !== 'element') return node.where === wanted ? path : undefined;
  const position = (seen.get(node.name) ?? 0) + 1;
  seen.set(node.name, position);
  return pathIn(node, { path: `${path}/${node.name}${position === 1 ? '' : `[${position}]`}`, wanted });
}
