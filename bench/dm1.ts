/**
 * Codecs and rules of DM 1.x: WBXML in process against JSON of the same content and per file against libwbxml's command, strict
 * XML against a reader that checks nothing, rules over ten thousand messages. Speeds of WBXML are in bytes of the XML it stands for.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { elementsOf, textOf, type Element } from '../protocol/dm1/model/element.js';
import { decodeWbxml } from '../protocol/dm1/wbxml/decode.js';
import { encodeWbxml } from '../protocol/dm1/wbxml/encode.js';
import { readXml } from '../protocol/dm1/xml/read.js';
import { writeXml } from '../protocol/dm1/xml/write.js';
import { judgeMessage, judgeMessageView, viewMessage } from '../testcases/rules/dm1/index.js';
import { builtCommand } from './installed.js';
import { interleaved, measurement, type Bench, type Measurement } from './measure.js';

const MEGABYTE = 1_000_000;
const LARGE_ITEMS = 3_000;

/** A message with so many Replace commands, as a server sends them. */
function messageXml(commands: number): Uint8Array {
  const list = Array.from({ length: commands }, (_, index) => `<Replace><CmdID>${index + 2}</CmdID><Item><Target><LocURI>./Vendor/Acme/Config/Node${index}/Value</LocURI></Target><Meta><Format xmlns="syncml:metinf">chr</Format><Type xmlns="syncml:metinf">text/plain</Type></Meta><Data>the value of node ${index}, with an &amp; and an é</Data></Item></Replace>`);
  return new TextEncoder().encode(`<SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>2</MsgID><Target><LocURI>IMEI:490154203237518</LocURI></Target><Source><LocURI>https://dm.example.net/dm</LocURI></Source></SyncHdr><SyncBody><Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Data>212</Data></Status>${list.join('')}<Final/></SyncBody></SyncML>`);
}

function rootOf(xml: Uint8Array): Element {
  const { root } = readXml(xml);
  if (root === undefined) throw new RangeError('the message of the bench holds no element');
  return root;
}

/** The content of a tree as JSON has it: nested arrays of name and children, or name and text. */
function plain(element: Element): unknown {
  const children = elementsOf(element);
  return [element.name, children.length === 0 ? textOf(element) : children.map(plain)];
}

const perSecond = (bytes: number, milliseconds: number): number => bytes / MEGABYTE / (milliseconds / 1000);

/** WBXML in process. */
export const wbxml: Bench = {
  name: 'wbxml',
  async measure(repetitions) {
    const xml = messageXml(LARGE_ITEMS);
    const root = rootOf(xml);
    const bytes = encodeWbxml(root);
    const value = plain(root);
    const text = JSON.stringify(value);
    const ms = await interleaved({ decode: () => decodeWbxml(bytes), encode: () => encodeWbxml(root), parse: () => JSON.parse(text) as unknown, stringify: () => JSON.stringify(value) }, repetitions * 5);
    const speed = (milliseconds: number): number => perSecond(xml.length, milliseconds);
    return [
      measurement({ name: 'WBXML decoded, in bytes of its XML', value: speed(ms.decode), unit: 'MB/s', baseline: 'JSON.parse of the same content', baselineValue: speed(ms.parse), target: { of: 'value', atLeast: 30 } }),
      measurement({ name: 'WBXML encoded, in bytes of its XML', value: speed(ms.encode), unit: 'MB/s', baseline: 'JSON.stringify of the same content', baselineValue: speed(ms.stringify) }),
    ];
  },
};

/** One file from the command line, start of the process included. */
export const wbxmlFile: Bench = {
  name: 'wbxml-file',
  async measure(repetitions) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      return await measureFile(folder, repetitions);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function measureFile(folder: string, repetitions: number): Promise<readonly Measurement[]> {
  const [wbxmlPath, xmlPath, out] = ['in.wbxml', 'in.xml', 'out'].map((name) => join(folder, name)) as [string, string, string];
  const xml = messageXml(100);
  await writeFile(xmlPath, `<?xml version="1.0"?><!DOCTYPE SyncML PUBLIC "-//SYNCML//DTD SyncML 1.2//EN" "x">${new TextDecoder().decode(xml)}`);
  await writeFile(wbxmlPath, encodeWbxml(rootOf(xml)));
  if (!(await isThere('wbxml2xml'))) {
    process.stderr.write('no libwbxml (Debian: libwbxml2-utils): conversion of a file is not measured\n');
    return [];
  }
  const command = builtCommand();
  const ms = await interleaved({
    toXml: () => finish(process.execPath, [command, 'encode', wbxmlPath, '--out', out]),
    theirToXml: () => finish('wbxml2xml', ['-o', out, wbxmlPath]),
    toWbxml: () => finish(process.execPath, [command, 'encode', xmlPath, '--out', out]),
    theirToWbxml: () => finish('xml2wbxml', ['-o', out, xmlPath]),
    node: () => finish(process.execPath, ['-e', '0']),
  }, repetitions);
  return [
    measurement({ name: 'one file, WBXML to XML', value: ms.toXml, unit: 'ms', baseline: 'wbxml2xml', baselineValue: ms.theirToXml }),
    measurement({ name: 'one file, XML to WBXML', value: ms.toWbxml, unit: 'ms', baseline: 'xml2wbxml', baselineValue: ms.theirToWbxml }),
    measurement({ name: 'one file, WBXML to XML', value: ms.toXml, unit: 'ms', baseline: 'node -e 0', baselineValue: ms.node }),
  ];
}

async function isThere(command: string): Promise<boolean> {
  return finish(command, ['--help']).then(() => true, (error: unknown) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT'));
}

function finish(command: string, argv: readonly string[]): Promise<void> {
  const child = spawn(command, argv, { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new RangeError(`${command} ${argv.join(' ')} ended with ${code}`))));
  });
}

/** Strict reading of XML, with places, against a reader that checks little and keeps none. */
export const strictXml: Bench = {
  name: 'xml',
  async measure(repetitions) {
    const xml = messageXml(LARGE_ITEMS);
    const parser = new XMLParser({ ignoreAttributes: false });
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const root = rootOf(xml);
    const ms = await interleaved({ ours: () => readXml(xml), theirs: () => parser.parse(decoder.decode(xml)) as unknown, write: () => writeXml(root) }, repetitions * 5);
    return [
      measurement({ name: 'strict XML read (time for 1 MB)', value: ms.ours / (xml.length / MEGABYTE), unit: 'ms', baseline: 'fast-xml-parser', baselineValue: ms.theirs / (xml.length / MEGABYTE), target: { of: 'ratio', atMost: 3 } }),
      measurement({ name: 'XML written', value: perSecond(xml.length, ms.write), unit: 'MB/s', baseline: 'strict XML read', baselineValue: perSecond(xml.length, ms.ours) }),
    ];
  },
};

const MESSAGES = 10_000;

/** Rules over messages of the size that sessions have. */
export const messageRules: Bench = {
  name: 'rules',
  async measure(repetitions) {
    const messages = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? messageXml(1 + (index % 3)) : encodeWbxml(rootOf(messageXml(1 + (index % 3))))));
    const views = messages.map((bytes) => viewMessage({ bytes }));
    const all = <Message>(list: readonly Message[], work: (message: Message) => unknown) => (): void => {
      for (let index = 0; index < MESSAGES; index += 1) list.slice(index % list.length, (index % list.length) + 1).forEach(work);
    };
    const read = (bytes: Uint8Array): unknown => (bytes[0] === 0x3c ? readXml(bytes) : decodeWbxml(bytes));
    const ms = await interleaved({ rules: all(views, (view) => judgeMessageView(view)), both: all(messages, (bytes) => judgeMessage({ bytes })), read: all(messages, read) }, repetitions);
    const rate = (milliseconds: number): number => MESSAGES / (milliseconds / 1000);
    return [
      measurement({ name: `messages judged by the rules of DM 1.x (${MESSAGES})`, value: rate(ms.rules), unit: 'per s', baseline: 'the same read', baselineValue: rate(ms.read), target: { of: 'value', atLeast: 20_000 } }),
      measurement({ name: `messages of DM 1.x read and judged (${MESSAGES})`, value: rate(ms.both), unit: 'per s', baseline: 'the same read only', baselineValue: rate(ms.read) }),
    ];
  },
};
