/** What the server believes about a device, in the shape of docs/upper-tester.openapi.yaml. */
import { formatClientUri } from '../../protocol/dm2/client-uri.js';
import type { Device, Operation, Order, OrderState } from './model.js';
import type { ServerContext } from './parts.js';

export interface OrderView extends Operation {
  readonly state: OrderState;
  readonly status: number | null;
  readonly created: readonly string[];
  readonly content: unknown;
}

export interface DeviceView {
  readonly device: string;
  readonly session: 'none' | 'open';
  readonly package1: unknown;
  readonly commands: readonly OrderView[];
  readonly alerts: readonly { readonly type: string; readonly source: string | null; readonly completes: number | null }[];
  readonly validators: readonly { readonly client: string; readonly cv: string }[];
  readonly uploads: readonly { readonly method: string; readonly path: string; readonly contentType: string | null; readonly body: string; readonly status: number }[];
}

/** The device as it is known now. */
export function recordOf({ state }: ServerContext, device: Device): DeviceView {
  return {
    device: device.account.devId,
    session: [...state.sessions].some((session) => session.device === device) ? 'open' : 'none',
    package1: device.package1?.json ?? null,
    commands: device.orders.map(orderView),
    alerts: device.alerts.map(({ completes, ...alert }) => ({ ...alert, completes: completes === null ? null : device.orders.indexOf(completes) })),
    validators: [...device.copies.values()].map(({ moid, miid, cv }) => ({
      client: formatClientUri({ moid, instance: miid === '' ? { kind: 'only' } : { kind: 'name', name: miid }, path: [], nv: [], other: [] }), cv,
    })),
    uploads: device.uploads.map(({ body, ...upload }) => ({ ...upload, body: Buffer.from(body).toString('base64') })),
  };
}

const orderView = ({ operation, state, status, created, content }: Order): OrderView => ({ ...operation, state, status, created, content });
