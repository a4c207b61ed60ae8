/**
 * `dm-conformance encode`: a document of DM 1.x from XML to WBXML or from WBXML to XML, in the canonical form or in any of
 * the odd but legal ones. Leaves out judging: what is well-formed is written, whether DM allows it or not.
 */
import { DecodeError, describeFault } from '../../protocol/decode-error.js';
import { recognise, type Format } from '../../protocol/describe/recognise.js';
import { bytesOfText } from '../../protocol/describe/text-of-bytes.js';
import type { Element } from '../../protocol/dm1/model/element.js';
import { describeFinding } from '../../protocol/dm1/model/finding.js';
import { decodeWbxml } from '../../protocol/dm1/wbxml/decode.js';
import { encodeWbxml } from '../../protocol/dm1/wbxml/encode.js';
import { WbxmlEncodeError } from '../../protocol/dm1/wbxml/encode-error.js';
import { readXml } from '../../protocol/dm1/xml/read.js';
import { writeXml } from '../../protocol/dm1/xml/write.js';
import { visible, visibleLine } from '../../reports/visible.js';
import type { Context } from '../context.js';
import { readInput } from '../decode/input.js';
import { wbxmlOptions, xmlForm } from '../encode/choices.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { writeWithFolders } from '../files.js';
import { knownWord, UsageError } from '../usage-error.js';

export interface EncodeArguments {
  readonly path: string;
  readonly to?: string;
  readonly set?: readonly string[];
  readonly out?: string;
  readonly text?: string;
}

const FORMS = ['wbxml', 'xml'] as const;
type Form = (typeof FORMS)[number];
const TEXTS = ['hex', 'base64'] as const;

/** Writes the other form of the document. Throws a UsageError where the input is none, or where it cannot be written. */
export async function encode(given: EncodeArguments, context: Context): Promise<ExitCode> {
  const to = given.to === undefined ? undefined : knownWord({ option: '--to', word: given.to, known: FORMS });
  const text = given.text === undefined ? undefined : knownWord({ option: '--text', word: given.text, known: TEXTS });
  const { bytes } = await readInput(given.path, context.io);
  const source = sourceOf(given.path, bytes);
  const form = to ?? (source.form === 'xml' ? 'wbxml' : 'xml');
  const written = write(given, { root: source.root, form });
  emit({ bytes: text === undefined ? written : textOf(written, text), kind: text === undefined ? form : 'text' }, { given, context });
  return EXIT.ok;
}

interface Source {
  readonly root: Element;
  readonly form: Form;
}

function sourceOf(path: string, given: Uint8Array): Source {
  const format = recognise(given);
  const bytes = format === 'hex' || format === 'base64' ? (bytesOfText(given, format) ?? given) : given;
  const inner = bytes === given ? format : recognise(bytes);
  if (inner === 'xml') return { root: rootOfXml(path, bytes), form: 'xml' };
  if (inner === 'wbxml') return { root: rootOfWbxml(path, bytes), form: 'wbxml' };
  throw new UsageError(`${path}: ${FOREIGN[inner]}; encode takes XML or WBXML of DM 1.x, also as hexadecimal or Base64 text`);
}

const FOREIGN: Readonly<Record<Exclude<Format, 'xml' | 'wbxml'>, string>> = Object.freeze({
  json: 'is JSON', http: 'is an HTTP message', notification: 'is a notification', 'dm2-notification': 'is a notification', hex: 'is hexadecimal text of something else', base64: 'is Base64 text of something else', unknown: 'is in no known format',
});

/** The first fault of the text ends it: half a document must not be taken for a whole one. */
function rootOfXml(path: string, bytes: Uint8Array): Element {
  const { root, findings } = readXml(bytes);
  const fault = findings.find(({ severity }) => severity === 'violation');
  if (fault !== undefined) throw new UsageError(visibleLine(`${path}: ${describeFinding(fault)}`));
  if (root === undefined) throw new UsageError(`${path}: holds no element`);
  return root;
}

function rootOfWbxml(path: string, bytes: Uint8Array): Element {
  try {
    const { root, isComplete, findings } = decodeWbxml(bytes);
    const last = findings.at(-1);
    if (!isComplete) throw new UsageError(visibleLine(`${path}: ${last === undefined ? 'is cut off' : describeFinding(last)}`));
    return root;
  } catch (error) {
    if (error instanceof DecodeError) throw new UsageError(visibleLine(`${path}: ${describeFault(error.fault)}`), { cause: error });
    throw error;
  }
}

function write({ path, set = [] }: EncodeArguments, { root, form }: Source): Uint8Array {
  try {
    return form === 'wbxml' ? encodeWbxml(root, wbxmlOptions(set)) : writeXml(root, xmlForm(set));
  } catch (error) {
    if (error instanceof WbxmlEncodeError) throw new UsageError(visibleLine(`${path}: cannot be written as WBXML: ${error.message}`), { cause: error });
    if (error instanceof DecodeError) throw new UsageError(visibleLine(`${path}: cannot be written as XML: ${describeFault(error.fault)}`), { cause: error });
    throw error;
  }
}

function textOf(bytes: Uint8Array, text: (typeof TEXTS)[number]): Uint8Array {
  return new TextEncoder().encode(`${Buffer.from(bytes).toString(text)}\n`);
}

interface Written {
  readonly bytes: Uint8Array;
  readonly kind: Form | 'text';
}

/** Octets steer a terminal in ways nobody wants. */
function emit({ bytes, kind }: Written, { given, context: { io, output } }: { readonly given: EncodeArguments; readonly context: Context }): void {
  if (given.out !== undefined) {
    writeWithFolders(given.out, bytes);
    output.note(`${given.out}: ${bytes.length} bytes`);
    return;
  }
  if (kind === 'wbxml' && io.isTty.stdout) throw new UsageError('WBXML is not for a terminal: use --out FILE, --text hex, or a pipe');
  if (io.isTty.stdout) output.line(visible(new TextDecoder().decode(bytes).trimEnd()));
  else io.stdout.write(bytes);
}
