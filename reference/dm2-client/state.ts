/**
 * The state of a device: made from its configuration, saved to text and restored from it.
 *
 * What must persist is saved: trees, owners, grants, validators, subscriptions, defaults, undelivered alerts and the
 * counter behind all invented names. Accounts come from the configuration each time, so their MO is not restored.
 */
import type { MoObject } from '../../protocol/dm2/mo.js';
import { groupName } from './definitions/access-control.js';
import { DEVINFO_MOID, DMACC_MOID } from './definitions/standard.js';
import type { DeviceConfig, InstanceSetup, MoDefinition } from './device-config.js';
import { supports } from './device-config.js';
import { DeviceConfigError } from './faults.js';
import type { DefaultSource, DeviceState, Grant, MoHolding, MoInstance, PendingAlert, Subscription } from './model.js';
import type { ClientParts } from './parts.js';
import { harvestInterior, plantInterior } from './tree/plant.js';

/** The state of a device that has just left the factory; raises DeviceConfigError if the data does not fit. */
export function openState(config: DeviceConfig, random: () => number): DeviceState {
  checkAccounts(config);
  const state: DeviceState = {
    accounts: config.accounts,
    mos: new Map(), subscriptions: new Map(), defaults: new Map(), alerts: [], changes: [], browser: 'available', notificationIds: new Map(),
    unconfirmed: new Set(config.accounts.filter(({ bootstrap }) => bootstrap === 'just-completed').map(({ srvId }) => srvId)),
    serial: 0,
    validatorPrefix: Math.floor(random() * 36 ** 6).toString(36).padStart(6, '0'),
  };
  for (const { definition, instances } of config.mos) {
    if (definition.feature === undefined || supports(config, definition.feature)) {
      const holding: MoHolding = { definition, instances: new Map() };
      instances.forEach((setup) => plantInstance({ config, state, holding, setup }));
      state.mos.set(definition.moid, holding);
    }
  }
  return state;
}

/** DM2-MO-DMACC-C-004: no two accounts for one server, and no two with the same handle. */
function checkAccounts({ accounts }: DeviceConfig): void {
  for (const key of ['id', 'srvId'] as const) {
    const values = accounts.map((account) => account[key]);
    const double = values.find((value, index) => values.indexOf(value) !== index);
    if (double !== undefined) {
      throw new DeviceConfigError(`two accounts have the ${key} "${double}": give each its own`);
    }
  }
}

interface PlantArgs {
  readonly config: DeviceConfig;
  readonly state: DeviceState;
  readonly holding: MoHolding;
  readonly setup: InstanceSetup;
}

function plantInstance({ config, state, holding, setup }: PlantArgs): void {
  const { definition, instances } = holding;
  const { moid, root } = definition;
  const given = moid === DEVINFO_MOID ? { DevID: config.devId, ...setup.data } : setup.data;
  state.serial += 1;
  instances.set(setup.miid, {
    definition, miid: setup.miid, owner: setup.owner, everyone: setup.everyone ?? '',
    grants: (setup.grants ?? []).map(({ srvId, rights }) => ({ name: srvId, srvId, rights })),
    root: plantInterior({ definition: root, name: root.name, data: given }),
    group: groupName({ moid, miid: setup.miid }), validator: `${state.validatorPrefix}.${state.serial}`,
  });
}

interface SavedInstance extends Pick<MoInstance, 'miid' | 'owner' | 'everyone' | 'group' | 'validator'> {
  readonly moid: string;
  readonly grants: readonly Grant[];
  readonly data: MoObject;
}

interface SavedState {
  readonly schema: typeof SCHEMA;
  readonly serial: number;
  readonly validatorPrefix: string;
  readonly unconfirmed: readonly string[];
  readonly instances: readonly SavedInstance[];
  readonly subscriptions: readonly Subscription[];
  readonly defaults: readonly (readonly [moid: string, source: DefaultSource])[];
  readonly alerts: readonly PendingAlert[];
}

const SCHEMA = 'dm2-reference-client/1';

/** DM2-DEFAULT-C-003, DM2-SUB-C-013: what outlives the session and the program, as JSON text. */
export const snapshotState: ClientParts['snapshotState'] = ({ state }) => {
  const saved: SavedState = {
    schema: SCHEMA,
    serial: state.serial,
    validatorPrefix: state.validatorPrefix,
    unconfirmed: [...state.unconfirmed],
    instances: [...state.mos.values()].flatMap((holding) => [...holding.instances.values()].map(saveInstance)),
    subscriptions: [...state.subscriptions.values()],
    defaults: [...state.defaults],
    alerts: state.alerts,
  };
  return JSON.stringify(saved);
};

function saveInstance({ definition, root, ...rest }: MoInstance): SavedInstance {
  const { miid, owner, everyone, group, validator, grants } = rest;
  return { moid: definition.moid, miid, owner, everyone, group, validator, grants, data: harvestInterior(root) };
}

/** Fills a fresh state of the same device from saved text; raises DeviceConfigError if the text is none of ours. */
export function restoreState(state: DeviceState, text: string): void {
  const saved = parseSaved(text);
  state.serial = Math.max(state.serial, saved.serial);
  state.alerts = saved.alerts.map((pending) => ({ ...pending, delivery: pending.delivery === 'scheduled' ? 'waiting' : pending.delivery }));
  state.changes = [];
  state.notificationIds.clear();
  state.unconfirmed.clear();
  saved.unconfirmed.forEach((srvId) => state.unconfirmed.add(srvId));
  state.subscriptions.clear();
  saved.subscriptions.forEach((each) => state.subscriptions.set(`${each.srvId} ${each.clientUri}`, each));
  state.defaults.clear();
  saved.defaults.forEach(([moid, source]) => state.defaults.set(moid, source));
  for (const { definition, instances } of state.mos.values()) {
    if (definition.moid !== DMACC_MOID) {
      instances.clear();
      saved.instances.filter(({ moid }) => moid === definition.moid)
        .forEach((each) => instances.set(each.miid, restoreInstance(definition, each)));
    }
  }
}

function restoreInstance(definition: MoDefinition, { moid: _moid, data, ...rest }: SavedInstance): MoInstance {
  return { ...rest, definition, root: plantInterior({ definition: definition.root, name: definition.root.name, data }) };
}

function parseSaved(text: string): SavedState {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('schema' in value) || value.schema !== SCHEMA) {
    throw new DeviceConfigError(`saved state of the reference client starts with "schema": "${SCHEMA}"; this text does not`);
  }
  return value as SavedState;
}
