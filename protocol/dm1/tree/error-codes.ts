/** Codes of what is wrong with addresses, properties, ACLs and values of the DM tree. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`). */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const TND = 'DMTND';
const ACL = 'DM1-TREE-B-043';

export const TREE_ERROR_CODES = Object.freeze({
  'dm1-tree/uri-size': { meaning: 'an address is longer than the limit of the reader', clause: `${TND} 8.1`, requirement: '', severity: 'limit' },
  'dm1-tree/uri-empty': { meaning: 'an address is empty', clause: `${TND} 8.1`, requirement: '', severity: 'violation' },
  'dm1-tree/not-relative': { meaning: 'an address has a scheme or starts with a slash', clause: `${TND} 8.1`, requirement: 'DM1-TREE-B-002', severity: 'violation' },
  'dm1-tree/trailing-slash': { meaning: 'an address ends with a slash', clause: `${TND} 8.1`, requirement: 'DM1-TREE-B-003', severity: 'violation' },
  'dm1-tree/dot-segment': { meaning: 'a segment is ".." or, behind the first, "."', clause: `${TND} 8.1`, requirement: 'DM1-TREE-B-004', severity: 'violation' },
  'dm1-tree/empty-segment': { meaning: 'two slashes with nothing between them', clause: `${TND} 8.1`, requirement: 'DM1-TREE-B-002', severity: 'violation' },
  'dm1-tree/uri-encoding': { meaning: 'an address holds a control character or half a character', clause: `${TND} 8.1`, requirement: 'DM1-TREE-B-005', severity: 'violation' },
  'dm1-tree/uri-space': { meaning: 'an address holds white space, which no URI has unescaped', clause: `${TND} 8.1; RFC 2396, 2.4.3`, requirement: '', severity: 'oddity' },
  'dm1-tree/query': { meaning: 'what follows "?" is neither prop= nor list=', clause: `${TND} 8.3.3, 8.4`, requirement: '', severity: 'violation' },
  'dm1-tree/property-name': { meaning: 'a property that no document defines', clause: `${TND} 8.3.2`, requirement: '', severity: 'violation' },
  'dm1-tree/list-name': { meaning: 'a list other than Struct, StructData and TNDS', clause: `${TND} 8.4.1`, requirement: '', severity: 'violation' },
  'dm1-tree/list-property': { meaning: 'a list of TNDS names a property that no document defines', clause: `${TND} 8.4.2`, requirement: '', severity: 'violation' },
  'dm1-tree/list-mixed': { meaning: 'a list of TNDS has both "+" and "-"', clause: `${TND} 8.4.2`, requirement: 'DM1-TNDS-S-017', severity: 'violation' },
  'dm1-tree/name': { meaning: 'a name of a node is empty, or holds a slash, or is a dot or two', clause: `${TND} 8.2.2.2`, requirement: 'DM1-TREE-C-008', severity: 'violation' },
  'dm1-tree/acl-size': { meaning: 'an ACL is longer than the limit of the reader', clause: `${TND} 8.3.7.1.5`, requirement: '', severity: 'limit' },
  'dm1-tree/acl-entry': { meaning: 'an entry of an ACL is not command "=" identifiers', clause: `${TND} 8.3.7.1.5`, requirement: ACL, severity: 'violation' },
  'dm1-tree/acl-command': { meaning: 'an ACL names something other than Add, Delete, Exec, Get and Replace', clause: `${TND} 8.3.7.1.5`, requirement: ACL, severity: 'violation' },
  'dm1-tree/acl-no-server': { meaning: 'a command of an ACL has no server identifier', clause: `${TND} 8.3.7.1.1`, requirement: 'DM1-TREE-B-030', severity: 'violation' },
  'dm1-tree/acl-server': { meaning: 'a server identifier of an ACL is empty or holds a reserved character or white space', clause: `${TND} 8.3.7.1.5`, requirement: ACL, severity: 'violation' },
  'dm1-tree/acl-star': { meaning: 'the identifier "*" stands beside others', clause: `${TND} 8.3.7.1.5`, requirement: 'DM1-TREE-S-045', severity: 'oddity' },
  'dm1-tree/acl-repeated': { meaning: 'a command has two entries in an ACL, or a server stands twice in one; read as if joined', clause: `${TND} 8.3.7.1.5`, requirement: '', severity: 'oddity' },
  'dm1-tree/object-id': { meaning: 'an object identifier is neither a URN nor reversed-domain/major.minor/name', clause: `${TND} 8.3.7.7.2`, requirement: 'DM1-TREE-B-060', severity: 'violation' },
  'dm1-tree/media-type': { meaning: 'the Type of a leaf is no media type', clause: `${TND} 8.3.7.7.1`, requirement: 'DM1-TREE-C-056', severity: 'violation' },
  'dm1-tree/size': { meaning: 'a Size is no decimal number of 32 bits', clause: `${TND} 8.3.7.4`, requirement: 'DM1-TREE-B-020', severity: 'violation' },
  'dm1-tree/title': { meaning: 'a Title is longer than 255 octets', clause: `${TND} 8.3.7.5`, requirement: 'DM1-TREE-C-054', severity: 'violation' },
  'dm1-tree/time-stamp': { meaning: 'a TStamp is no UTC time in the basic format of ISO 8601', clause: `${TND} 8.3.7.6`, requirement: 'DM1-TREE-C-055', severity: 'violation' },
  'dm1-tree/version-number': { meaning: 'a VerNo is no decimal number of 16 bits', clause: `${TND} 8.3.7.8`, requirement: 'DM1-TREE-C-061', severity: 'violation' },
  'dm1-tree/format': { meaning: 'a Format is none of the names that DM has', clause: `META 1.2; ${TND} 8.5.4`, requirement: 'DM1-XML-B-022', severity: 'violation' },
  'dm1-tree/value': { meaning: 'a value is not what its Format says; the lexical forms are known from memory', clause: 'META 1.2 (Format)', requirement: 'DM1-XML-B-022', severity: 'violation' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
