/** A rule that rests on what the codecs found: the finding is the violation, and none is only good news where the thing was there to be seen. */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Finding1 } from '../../../protocol/dm1/model/finding.js';
import { brokenBy } from './codec-requirements.js';

/** What the codecs found against the requirement; without a finding it is met where the message shows it. */
export function codec(requirement: string, shows: (view: MessageView) => boolean): MessageRule['judge'] {
  return (view, check) => {
    const broken = view.findings.length === 0 ? NO_FINDINGS : view.findings.filter((finding) => brokenBy(finding, view) === requirement && !mayBeDeclared(finding, view));
    if (broken.length > 0 || shows(view)) check.reports(broken);
  };
}
/** Our reader expands nothing; an entity that the DOCTYPE may declare is no fault of the sender. */
function mayBeDeclared({ code }: Finding1, { findings }: MessageView): boolean {
  return code === 'dm1-xml/entity' && findings.some((other) => other.code === 'dm1-xml/doctype');
}

const NO_FINDINGS: readonly Finding1[] = [];
