/** Paths of findings: elements from the root, with their position among namesakes from the second on (`Add[2]`). */

import type { Node } from '../model/element.js';

export interface PathStep {
  readonly name: string;
  /** The children that are complete. */
  readonly children: readonly Node[];
}

/** The path of the innermost open element. */
export function pathOf(open: readonly PathStep[]): string {
  return open.map((step, depth) => stepName(step, open[depth - 1])).join('/');
}

function stepName(step: PathStep, parent: PathStep | undefined): string {
  const earlier = parent?.children.filter((child) => child.kind === 'element' && child.name === step.name).length ?? 0;
  return earlier === 0 ? step.name : `${step.name}[${earlier + 1}]`;
}
