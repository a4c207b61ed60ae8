/** Reading Package#1 and Package#3 of a client member by member, for judgements about single sessions. */
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { statusCodeIn } from '../../../../harness/judge/dm2-client/status-code.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../record.js';

/** The member of a package; undefined where the body has none or is no JSON object. */
export function member(exchange: ExchangeView, name: string): unknown {
  const { value } = exchange.request;
  return isRecord(value) ? value[name] : undefined;
}

/** The Package#1 of a session, whose form other requirements judge. */
export function package1(view: ClientView, session = 1): ExchangeView {
  const { opening } = view.session(session);
  if (packageNumber(opening.request) !== 1 || !isRecord(opening.request.value)) throw new NotExercised(`session ${session} was not opened by a Package#1 that can be read`, opening.request.at);
  return opening;
}

export interface MoEntry {
  readonly moid: unknown;
  /** Undefined where MIID is no array, which DM2-PKG1-C-007 judges. */
  readonly miids: readonly unknown[] | undefined;
  readonly path: string;
}

/** The items of MOS; undefined where the package has no MOS, as it may. */
export function moEntries(exchange: ExchangeView): readonly MoEntry[] | undefined {
  const list = member(exchange, 'MOS');
  if (list === undefined) return undefined;
  if (!Array.isArray(list)) throw new NotExercised('MOS is no array', exchange.request.at);
  return (list as readonly unknown[]).map((item, index) => {
    const entry = isRecord(item) ? item : {};
    return { moid: entry['MOID'], miids: Array.isArray(entry['MIID']) ? entry['MIID'] : undefined, path: `MOS[${index}]` };
  });
}

/** The alerts of a package that are objects. */
export const alertsOf = (exchange: ExchangeView): ReturnType<typeof alertsIn> => alertsIn(exchange.request.value);

/** The same of a message that a step of a script looks at. */
export function alertsIn(message: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list = isRecord(message) ? message['Alert'] : undefined;
  return Array.isArray(list) ? (list as readonly unknown[]).filter(isRecord) : [];
}

/** The numeric code at a place of Status; undefined where there is none. */
export const codeAt = (exchange: ExchangeView, index: number): number | undefined => statusCodeIn(exchange.request.value, index);
