// A client program that misbehaves: node hostile-client.mjs BEHAVIOUR URL. The tests of the command run it under control.command.
import { spawn } from 'node:child_process';

const MARKUP = '</script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">\'"&lt;';
const [behaviour, url] = process.argv.slice(2);
const forever = () => new Promise(() => setInterval(() => undefined, 1 << 30));

async function post(body, type = 'initiation', target = url) {
  const headers = { 'Content-Type': `application/vnd.oma.dm.${type}+json`, 'OMADM-DevID': process.env.DEVICE_ID ?? 'IMEI:1', Accept: 'application/vnd.oma.dm.request+json' };
  const answer = await fetch(target, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return answer.status === 200 ? (await answer.json()).CMD : [['END']];
}

async function session(status = { sc: 200 }, alert = 'urn:oma:at:dm:2.0:ClientInitiatedMgmt') {
  let commands = await post({ MOS: [], Alert: [{ AlertType: alert }] });
  while (!commands.some(([name]) => name === 'END')) commands = await post({ Status: commands.map(() => status) }, 'response');
}

const BEHAVIOURS = {
  hangs: forever,
  'hangs and ignores SIGTERM': async () => {
    process.on('SIGTERM', () => undefined);
    await forever();
  },
  'exits with 3': async () => {
    process.stderr.write('cannot open /dev/modem\n');
    process.exit(3);
  },
  'dies by a signal': async () => {
    process.kill(process.pid, 'SIGKILL');
    await forever();
  },
  'never calls': async () => undefined,
  'dies in the middle': async () => {
    await post({ Alert: [] });
    process.exit(7);
  },
  'hangs in the middle': async () => {
    await post({ Alert: [] });
    await forever();
  },
  'loops for ever': async () => {
    for (;;) await post({ Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }] });
  },
  'calls twice': async () => {
    await session();
    await session();
  },
  'outlives its session': async () => {
    await session();
    await forever();
  },
  'leaves a child behind': async () => {
    spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1 << 30)'], { stdio: 'inherit' }).unref();
    await session();
    process.exit(0);
  },
  'prints without end': async () => {
    const line = `${'x'.repeat(4095)}\n`;
    for (let count = 0; count < 5000; count += 1) if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    await session();
  },
  'puts markup everywhere': async () => {
    process.stdout.write(`${MARKUP}\n`);
    const target = `${url}/${encodeURI(MARKUP)}?${encodeURI(MARKUP)}`;
    await post({ [MARKUP]: MARKUP, MOS: [{ MIID: [MARKUP], MOID: MARKUP, DDF: MARKUP }], Alert: [{ AlertType: MARKUP, Data: { [MARKUP]: MARKUP } }] }, 'initiation', target);
    await session({ sc: 200, URI: [MARKUP], [MARKUP]: MARKUP }, MARKUP);
    process.stderr.write(`${MARKUP}\n`);
    process.exit(1);
  },
};

await BEHAVIOURS[behaviour]();
