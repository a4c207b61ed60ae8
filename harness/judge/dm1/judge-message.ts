/**
 * Applies message rules to one message of DM 1.x, and to the serialized trees in its Data, and says what is wrong, where,
 * and how much it counts. Nothing else decides that: what is printed of a message is one of the findings or remarks here.
 * What is as it should be is counted by requirement; one that met nothing to judge has no count, for absence satisfies nothing.
 */
import { byteOf } from '../../../protocol/dm1/model/element.js';
import type { Place } from '../../../protocol/dm1/model/element.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';
import type { Level, Requirement, Severity } from '../requirement.js';
import { leniencyOf, severityOf } from '../requirement.js';
import { embeddedTrees, type EmbeddedTree } from './embedded-trees.js';
import type { MessageCheck, MessageEvidence, MessageRule } from './message-rule.js';
import type { MessageView } from './message-view.js';
import { pathsOf } from './paths.js';
import type { Sender } from './sender.js';

/** Set on what is about a serialized tree in the Data of a message, whose places count from its own start. */
export interface Inside {
  /** Place in the tree, counted from the first character or octet of the Data; that of the message where the tree is markup of it. */
  readonly where: Place;
  readonly path: string;
  /** The Data that holds the tree. */
  readonly data: Place;
  /** `markup`: `where` is a place of the message; `data`: it counts from the start of the text or octets. */
  readonly placesFrom: 'message' | 'data';
}

/** A requirement that the message breaks. */
export interface MessageFinding extends MessageEvidence {
  /** In the head or the body. `where` is always a place of that part: for a tree in Data the place there if it can be told, else that of Data. */
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
  /** Elements from the root, `SyncML/SyncBody/Add[2]/Item/Data`, on into a tree in Data; in the head the name of the field. */
  readonly path: string;
  /** One sentence for people. */
  readonly message: string;
  readonly inside?: Inside;
}

/** What a codec found and no requirement of the catalogue forbids: never a fault. `requirement` is '' unless its text speaks of just this. */
export interface MessageRemark extends Finding1 {
  readonly part: 'head' | 'body';
  /** `limit`: of our reader, which stopped there; the rest of the message was not judged. */
  readonly kind: 'oddity' | 'limit';
  readonly inside?: Inside;
}

export interface MessageJudgement {
  /** Violations in the order of the message; of one requirement the first so many. */
  readonly findings: readonly MessageFinding[];
  /** How many more findings each requirement had than are listed. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** In the order of the message, those of the head first. */
  readonly remarks: readonly MessageRemark[];
  /** How often each requirement was met; one that had nothing to be judged by is not in it. */
  readonly satisfied: ReadonlyMap<string, number>;
  /** Who is taken for the sender; undefined where nothing tells, so that rules of one role were not applied. */
  readonly sender: Sender | undefined;
}

export interface JudgeOptions {
  readonly rules: readonly MessageRule[];
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** The requirement whose text speaks of a finding that no rule took up, or ''. */
  readonly speaksOf: (finding: Finding1, view: MessageView) => string;
  /** Path of the element that was not read to its end because of what was found, '' for any: what is absent there may only be unread. */
  readonly unreadIn: (finding: Finding1) => string | undefined;
}

/** Findings listed of one requirement. */
export const MAX_FINDINGS_OF_ONE = 100;

/** Judges one message and the trees in it. A rule whose requirement is not in the catalogue is a fault of the suite and says so. */
export function judgeView(view: MessageView, options: JudgeOptions): MessageJudgement {
  const own = judgeAlone(view, options);
  const trees = embeddedTrees(view);
  if (trees.length === 0) return own;
  const inner = trees.map((tree) => inMessage(judgeAlone(tree.view, options), tree));
  const all = [own, ...inner];
  return {
    findings: all.flatMap(({ findings }) => findings).toSorted(inOrder),
    leftOut: summed(all.map(({ leftOut }) => leftOut)),
    remarks: all.flatMap(({ remarks }) => remarks).toSorted(inOrder),
    satisfied: summed(all.map(({ satisfied }) => satisfied)),
    sender: own.sender,
  };
}

function judgeAlone(view: MessageView, { rules, requirements, speaksOf, unreadIn }: JudgeOptions): MessageJudgement {
  const judging: Judging = {
    view, findings: [], counts: new Map(), leftOut: new Map(), satisfied: new Map(), claimed: new Set(), requirement: undefined,
    unread: view.findings.flatMap((finding) => unreadIn(finding) ?? []),
  };
  const check = checkOf(judging);
  for (const rule of rules) {
    // A document that is no message has no sender: it binds whom its kind binds.
    if (view.kind === 'message' && rule.role !== 'both' && view.sender?.role !== rule.role) continue;
    judging.requirement = requirements.get(rule.requirement);
    if (judging.requirement === undefined) throw new RangeError(`${rule.source}: requirement '${rule.requirement}' is not in the catalogue`);
    rule.judge(view, check);
  }
  const { findings, leftOut, satisfied, claimed } = judging;
  return {
    findings: findings.length < 2 ? findings : findings.toSorted(inOrder),
    leftOut,
    remarks: remarksOf({ view, claimed, findings, speaksOf }),
    satisfied,
    sender: view.sender,
  };
}

interface LeftOver extends Pick<JudgeOptions, 'speaksOf'> {
  readonly view: MessageView;
  readonly claimed: ReadonlySet<Finding1>;
  readonly findings: readonly MessageFinding[];
}

const NO_REMARKS: readonly MessageRemark[] = [];

/** What no rule took up. Of one value a rule and the model do not both complain: the rule knows better. */
function remarksOf({ view, claimed, findings, speaksOf }: LeftOver): readonly MessageRemark[] {
  const inHead = view.http?.findings ?? [];
  if (inHead.length + view.findings.length === claimed.size) return NO_REMARKS;
  const judged = new Set(findings.map(({ where }) => where));
  const remark = (part: 'head' | 'body') => (finding: Finding1): readonly MessageRemark[] => {
    if (claimed.has(finding) || (finding.code.startsWith('dm1-model/') && judged.has(finding.where))) return [];
    return [{ ...finding, requirement: speaksOf(finding, view), part, kind: finding.severity === 'limit' ? 'limit' : 'oddity' }];
  };
  return [...inHead.flatMap(remark('head')), ...view.findings.flatMap(remark('body'))].toSorted(inOrder);
}

interface Placed {
  readonly part: 'head' | 'body';
  readonly where: Place;
}

function inOrder(left: Placed, right: Placed): number {
  return left.part === right.part ? byteOf(left.where) - byteOf(right.where) : left.part === 'head' ? -1 : 1;
}

/** What was found in a tree, at its place in the message. */
function inMessage(judgement: MessageJudgement, tree: EmbeddedTree): MessageJudgement {
  const moved = <T extends Placed & { readonly path: string }>(one: T): T & { readonly inside?: Inside } => {
    // That the Data holds no tree at all is about the Data itself.
    if (one.where === tree.where) return { ...one, path: tree.path };
    const inside = { where: one.where, path: one.path, data: tree.where, placesFrom: tree.placesFrom };
    return { ...one, where: tree.locate(one.where), path: one.path === '' ? tree.path : `${tree.path}/${one.path}`, inside };
  };
  return { ...judgement, findings: judgement.findings.map(moved), remarks: judgement.remarks.map(moved) };
}

function summed(maps: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const map of maps) for (const [id, count] of map) sums.set(id, (sums.get(id) ?? 0) + count);
  return sums;
}

interface Judging {
  readonly view: MessageView;
  readonly findings: MessageFinding[];
  /** Findings of each requirement, those left out as well. */
  readonly counts: Map<string, number>;
  readonly leftOut: Map<string, number>;
  readonly satisfied: Map<string, number>;
  /** Findings of the codecs that a rule took up. */
  readonly claimed: Set<Finding1>;
  /** Paths of elements in which reading came to an end. */
  readonly unread: readonly string[];
  /** Of the rule that is applied just now; one check serves all rules, for there are tens of thousands of messages. */
  requirement: Requirement | undefined;
}

function checkOf(judging: Judging): MessageCheck {
  const { view, satisfied, claimed } = judging;
  const count = (): void => {
    const id = judging.requirement?.id ?? '';
    satisfied.set(id, (satisfied.get(id) ?? 0) + 1);
  };
  return {
    holds(condition, evidence) {
      if (condition) count();
      else report(judging, () => withPath(evidence(), view));
      return condition;
    },
    reports(found, part = 'body') {
      if (found.length === 0) count();
      for (const one of found) {
        claimed.add(one);
        report(judging, () => ({ ...one, part }));
      }
    },
  };
}

function withPath(evidence: MessageEvidence, { root }: MessageView): FindingFacts {
  const { part, where } = evidence;
  return { ...evidence, path: part === 'head' ? '' : (pathsOf(root).get(where.kind === 'absent' ? where.parent : where) ?? '') };
}

/** Nothing is called absent from an element that was not read to its end. */
function report(judging: Judging, factsOf: () => FindingFacts): void {
  const { requirement, findings, unread } = judging;
  if (requirement === undefined) return;
  if ((judging.counts.get(requirement.id) ?? 0) >= MAX_FINDINGS_OF_ONE) {
    countFinding(judging, requirement.id);
    return;
  }
  const facts = factsOf();
  if (facts.where.kind === 'absent' && unread.some((path) => path === facts.path || path === '' || path.startsWith(`${facts.path}/`))) return;
  countFinding(judging, requirement.id);
  findings.push(findingOf(requirement, facts));
}

function countFinding({ counts, leftOut }: Judging, id: string): void {
  const count = (counts.get(id) ?? 0) + 1;
  counts.set(id, count);
  if (count > MAX_FINDINGS_OF_ONE) leftOut.set(id, count - MAX_FINDINGS_OF_ONE);
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
