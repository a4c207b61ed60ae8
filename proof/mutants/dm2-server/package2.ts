/** Defects of Package#2 and of the commands in it (clauses ~5.3 and 7.2.1.2). */
import type { ServerParts } from '../../../reference/dm2-server/parts.js';
import { afterwards } from '../../conditions.js';
import type { ServerMutant } from '../../defect.js';

/** A command that the server cannot send, and the requirement that it breaks. */
const UNSENDABLE = {
  HGET: 'DM2-CMD-HGET-B-001',
  HPUT: 'DM2-CMD-HPUT-B-001',
  HPOST: 'DM2-CMD-HPOST-B-001',
  DELETE: 'DM2-CMD-DELETE-B-001',
  EXEC: 'DM2-CMD-EXEC-B-001',
  GET: 'DM2-CMD-GET-S-001',
  CONT: 'DM2-CMD-CONT-B-001',
  SHOW: 'DM2-UI-S-001',
  DEFAULT: 'DM2-DEFAULT-S-001',
  SUB: 'DM2-SUB-S-001',
} as const;

export const mutants: readonly ServerMutant[] = [
  ...Object.entries(UNSENDABLE).map(([name, violates]): ServerMutant => ({
    id: `dm2/server/package2/never-sends-${name.toLowerCase()}`,
    role: 'server',
    violates,
    does: `leaves ${name} in its queue for ever`,
    parts: (standard) => ({
      nextOrders: afterwards(standard.nextOrders, (_server, { result }) => result.some(({ operation }) => operation.command === name), (_server, { result }) => result.filter(({ operation }) => operation.command !== name)),
    }),
  })),
  {
    id: 'dm2/server/package2/answers-without-body',
    role: 'server',
    violates: 'DM2-PKG2-B-001',
    does: 'answers packages with 204 and nothing else',
    parts: () => ({ packageResponse: () => ({ status: 204, headers: [], body: new Uint8Array() }) }),
  },
  {
    id: 'dm2/server/package2/loose-json',
    role: 'server',
    violates: 'DM2-HTTP-B-010',
    does: 'writes a comma behind the last of several commands',
    parts: (standard) => ({
      encodePackage2: (server, args) => (args.package2.CMD.length < 2 ? standard.encodePackage2(server, args) : new TextEncoder().encode(JSON.stringify(args.package2).replace(/\]\}$/, ',]}'))),
    }),
  },
  {
    id: 'dm2/server/package2/page-in-package',
    role: 'server',
    violates: 'DM2-UI-B-006',
    does: 'writes the page of SHOW into Package#2',
    parts: (standard) => rewritten(standard, ({ CMD }) => (CMD.some(([name]) => name === 'SHOW') ? { CMD, Page: '<form method="post"><button>yes</button></form>' } : { CMD })),
  },
  {
    id: 'dm2/server/package2/plain-json-type',
    role: 'server',
    violates: 'DM2-PKG2-S-002',
    does: 'labels Package#2 as application/json',
    parts: () => ({ package2Type: () => 'application/json' }),
  },
  {
    id: 'dm2/server/package2/other-member',
    role: 'server',
    violates: 'DM2-PKG2-S-003',
    does: 'names the list of commands Commands',
    parts: (standard) => rewritten(standard, ({ CMD }) => ({ Commands: CMD })),
  },
  {
    id: 'dm2/server/package2/commands-as-objects',
    role: 'server',
    violates: 'DM2-PKG2-S-004',
    does: 'writes each command as an object with its name and its parameters',
    parts: (standard) => rewritten(standard, ({ CMD }) => ({ CMD: CMD.map(([name, ...parameters]) => ({ name, parameters })) })),
  },
  {
    id: 'dm2/server/package2/lower-case-names',
    role: 'server',
    violates: 'DM2-PKG2-S-005',
    does: 'writes the names of commands in small letters',
    parts: (standard) => rewritten(standard, ({ CMD }) => ({ CMD: CMD.map(([name = '', ...parameters]) => [name === 'END' ? name : name.toLowerCase(), ...parameters]) })),
  },
  {
    id: 'dm2/server/package2/client-uri-first',
    role: 'server',
    violates: 'DM2-PKG2-S-006',
    does: 'writes the ServerURI behind the ClientURIs',
    parts: (standard) => ({
      formatCommand(server, args) {
        const [name = '', first, ...rest] = standard.formatCommand(server, args);
        if (first === undefined) return [name];
        return args.command.name !== 'DEFAULT' && /^https?:/.test(first) ? [name, ...rest, first] : [name, first, ...rest];
      },
    }),
  },
  {
    id: 'dm2/server/package2/alerts-the-device',
    role: 'server',
    violates: 'DM2-ALERT-S-002',
    does: 'adds an alert to each Package#2',
    parts: (standard) => rewritten(standard, ({ CMD }) => ({ CMD, Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ServerInitiatedMgmt' }] })),
  },
  {
    id: 'dm2/server/package2/relative-server-uri',
    role: 'server',
    violates: 'DM2-SERVERURI-S-002',
    does: 'writes ServerURIs relative to its own address',
    parts: (standard) => ({
      formatCommand: (server, args) => standard.formatCommand(server, args).map((word) => word.replace(/^https?:\/\/[^/]+/, '')),
    }),
  },
  {
    id: 'dm2/server/package2/raw-percent-sign',
    role: 'server',
    violates: 'DM2-URI-B-007',
    does: 'writes ClientURIs with a percent sign that encodes nothing',
    parts: (standard) => ({ writeClientUri: (server, args) => `${standard.writeClientUri(server, args)}/100%` }),
  },
];

interface Wire {
  readonly CMD: readonly (readonly string[])[];
}

/** Package#2 written otherwise. */
function rewritten(_standard: ServerParts, rewrite: (package2: Wire) => object): Partial<ServerParts> {
  return { encodePackage2: (_server, { package2 }) => new TextEncoder().encode(JSON.stringify(rewrite(package2))) };
}
