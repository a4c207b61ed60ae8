/** What the parts of the page share: the input, anchors of tests and requirements, areas, and how much evidence still fits. */
import type { RequirementResult, TestResult } from '../../harness/campaign/results.js';
import type { ReportInput } from '../input.js';
import { html, type Markup } from './markup.js';

export interface PageContext {
  readonly input: ReportInput;
  readonly severalIuts: boolean;
  /** Fragment of a test's place on the page: `test-ID`, with the number of the IUT where there are several. */
  readonly anchorOfTest: (test: { readonly iut: string; readonly id: string }) => string;
  readonly anchorOfRequirement: (requirement: { readonly iut: string; readonly id: string }) => string;
  readonly requirement: (iut: string, id: string) => RequirementResult | undefined;
  /** Areas of the requirements that a test claims. */
  readonly areasOf: (test: Pick<TestResult, 'iut' | 'requirements'>) => readonly string[];
  /** False once the page holds as much evidence as it may. */
  readonly hasRoom: () => boolean;
  /** The piece of evidence that `make` builds, as long as the page has room for any; undefined from then on. */
  readonly evidence: (make: () => Markup) => Markup | undefined;
}

/** Evidence on the whole page, in characters of markup: keeps the file near 3 MB even when everything fails. */
const MAX_EVIDENCE_CHARACTERS = 1_500_000;

/** Builds the context of one page. */
export function pageContext(input: ReportInput): PageContext {
  const { iuts, requirements } = input.results;
  const severalIuts = iuts.length > 1;
  const byId = new Map(requirements.map((requirement) => [`${requirement.iut}\n${requirement.id}`, requirement]));
  const prefix = (iut: string): string => (severalIuts ? `${iuts.findIndex(({ name }) => name === iut) + 1}-` : '');
  const requirement = (iut: string, id: string): RequirementResult | undefined => byId.get(`${iut}\n${id}`);
  let left = MAX_EVIDENCE_CHARACTERS;
  return {
    input,
    severalIuts,
    requirement,
    anchorOfTest: ({ iut, id }) => `test-${prefix(iut)}${id}`,
    anchorOfRequirement: ({ iut, id }) => `requirement-${prefix(iut)}${id}`,
    areasOf: (test) => [...new Set(test.requirements.flatMap((id) => requirement(test.iut, id)?.area ?? []))],
    hasRoom: () => left > 0,
    evidence(make) {
      if (left <= 0) return undefined;
      const piece = make();
      left -= piece.markup.length;
      return piece;
    },
  };
}

/** The id of a requirement, as a link where the page lists it. */
export function requirementLink(context: PageContext, wanted: { readonly iut: string; readonly id: string }): Markup {
  const { iut, id } = wanted;
  return context.requirement(iut, id) === undefined ? html`<span class="id">${id}</span>` : html`<a class="id" href="#${context.anchorOfRequirement(wanted)}">${id}</a>`;
}
