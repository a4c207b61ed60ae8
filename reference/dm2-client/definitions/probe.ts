/**
 * Definitions of the MOs made for tests: the probe with a leaf of every kind, the resolution fixture, a private MO
 * that no account lists, and one MO in the manner of DM 1.x.
 */
import type { MoDefinition } from '../device-config.js';
import {
  ALL, GET, GET_REPLACE, ONE_OR_MORE, ZERO_OR_MORE, ZERO_OR_ONE, interior, leaf, oneOrN, zeroOrN,
} from './node-kinds.js';

export const PROBE_MOID = 'urn:oma:mo:x-suite-probe:1.0';
export const FIXTURE_MOID = 'urn:oma:mo:moid:1.0';
export const PRIVATE_MOID = 'urn:oma:mo:x-suite-private:1.0';
export const DCMO_MOID = 'urn:oma:mo:oma-dcmo:1.0';

export const PROBE_RESULT_ALERT = 'urn:oma:at:x-suite-probe:1.0:OperationComplete';
export const DCMO_RESULT_ALERT = 'urn:oma:at:dcmo:1.0:OperationComplete';

/** Most items below Data (ZeroOrN) and below Peers (OneOrN). */
const DATA_LIMIT = 8;
const PEER_LIMIT = 4;

const dynamic = { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_ONE } as const;
const settable = { access: GET_REPLACE } as const;

/**
 * DM2-MO-B-001, DM2-MO-C-009: a leaf of every format, and every kind of occurrence.
 * Data/x is dynamic and unnamed (ZeroOrN), its child Kept permanent (DM2-MO-C-007).
 */
export const PROBE: MoDefinition = {
  moid: PROBE_MOID,
  ddfFile: 'probe-1.0.ddf',
  caching: 'cacheable',
  content: 'stored',
  root: interior('Probe', [
    interior('Config', [
      leaf('Name', 'chr', settable),
      leaf('Count', 'int', settable),
      leaf('Blob', 'bin', { ...settable, rawTypes: ['application/octet-stream', 'image/*'] }),
    ], settable),
    leaf('Fixed', 'chr', { initial: 'fixed' }),
    leaf('WriteOnly', 'chr', { access: ['Replace'] }),
    interior('Operations', [
      leaf('Run', 'null', { access: ['Exec'], operation: { reporting: 'synchronous', sets: { path: ['State'], value: 'ran' } } }),
      leaf('Slow', 'null', { access: ['Exec'], operation: { reporting: 'asynchronous', sets: { path: ['State'], value: 'slow-ran' } } }),
    ]),
    leaf('State', 'chr'),
    interior('Data', [
      interior('<x>', [
        leaf('Date', 'chr', dynamic), leaf('Value', 'chr', dynamic), leaf('Kept', 'chr', { ...settable, initial: 'kept' }),
      ], { scope: 'dynamic', access: ALL, occurrence: zeroOrN(DATA_LIMIT) }),
    ], { access: ['Get', 'Add', 'Replace'] }),
    interior('Kinds', [
      leaf('Chr', 'chr', settable), leaf('Int', 'int', settable), leaf('Bool', 'bool', settable), leaf('Bin', 'bin', settable),
      leaf('B64', 'b64', settable), leaf('Float', 'float', settable), leaf('Xml', 'xml', settable), leaf('Date', 'date', settable),
      leaf('Time', 'time', settable), leaf('Null', 'null', settable),
    ], settable),
    leaf('Note', 'chr', dynamic),
    interior('Peers', [leaf('<peer>', 'chr', { scope: 'dynamic', access: ALL, occurrence: oneOrN(PEER_LIMIT) })],
      { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_ONE }),
    interior('Tags', [leaf('<tag>', 'chr', { scope: 'dynamic', access: ALL, occurrence: ONE_OR_MORE })],
      { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_ONE }),
  ], { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_MORE }),
};

/** Two instances of this MO are the fixture of the ten resolution examples of the ClientURI chapter. */
export const FIXTURE: MoDefinition = {
  moid: FIXTURE_MOID,
  ddfFile: 'moid-1.0.ddf',
  caching: 'cacheable',
  content: 'stored',
  root: interior('moroot', [
    leaf('ID', 'chr', settable),
    leaf('Setting', 'chr', settable),
    interior('Data', [
      interior('<x>', [leaf('Date', 'chr', dynamic), leaf('Value', 'int', dynamic)],
        { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_MORE }),
    ], { access: ['Get', 'Add', 'Replace'] }),
  ], { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_MORE }),
};

/** DM2-ACL-C-006: present on the device, listed in no account, hence out of reach for every server. */
export const PRIVATE: MoDefinition = {
  moid: PRIVATE_MOID,
  ddfFile: 'private-1.0.ddf',
  caching: 'cacheable',
  content: 'stored',
  root: interior('Private', [leaf('Secret', 'chr', settable)], { scope: 'dynamic', access: ALL, occurrence: ZERO_OR_MORE }),
};

/** DM2-ALERT-C-008, DM2-MO-B-002: Enable raises a completion alert of DM 1.x, its content under the key DM1x. */
export const DCMO: MoDefinition = {
  moid: DCMO_MOID,
  ddfFile: 'dcmo-1.0.ddf',
  caching: 'cacheable',
  content: 'stored',
  feature: 'MO_DM1X',
  root: interior('DCMO', [
    leaf('Property', 'chr'),
    leaf('Enabled', 'bool'),
    interior('Operations', [
      leaf('Enable', 'null', {
        access: ['Exec'],
        operation: {
          reporting: 'synchronous',
          sets: { path: ['Enabled'], value: true },
          alert: { type: DCMO_RESULT_ALERT, dataType: 'int', data: { DM1x: 1200 } },
        },
      }),
    ]),
  ], { access: GET, occurrence: ZERO_OR_MORE }),
};
