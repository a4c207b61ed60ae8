/**
 * A client that says 200 to everything and does nothing: for campaigns that fail. With NAIVE_HANG_AFTER=n the devices after the
 * n-th never send anything, for runs that are killed.
 */
let devices = 0;

export const capabilities = { maxDevices: 1 };

export function createDevice({ accounts }) {
  devices += 1;
  const hangs = devices > Number(process.env.NAIVE_HANG_AFTER ?? Infinity);
  return { start: (account) => ({ ended: hangs ? new Promise(() => {}) : session(accounts[account].url) }) };
}

async function session(url) {
  let answer = await post(url, 'application/vnd.oma.dm.initiation+json', { MOS: [] });
  for (let round = 0; round < 20; round += 1) {
    const { CMD = [] } = JSON.parse(answer);
    if (CMD.some(([name]) => name === 'END')) break;
    answer = await post(url, 'application/vnd.oma.dm.response+json', { Status: CMD.map(() => ({ sc: 200 })) });
  }
  return { kind: 'completed', detail: 'session over' };
}

async function post(url, type, body) {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type, Accept: 'application/vnd.oma.dm.request+json', 'OMADM-DevID': 'urn:x:naive' }, body: JSON.stringify(body) });
  return response.text();
}
