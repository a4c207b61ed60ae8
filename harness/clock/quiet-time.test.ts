import { describe, expect, it } from 'vitest';
import { createQuietTime } from './quiet-time.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('time that passes only while nothing happens', () => {
  it('fires timers in the order in which they are due, whatever the wall says', async () => {
    const time = createQuietTime();
    const fired: string[] = [];
    await new Promise<void>((resolve) => {
      time.after(60_000, () => {
        fired.push(`late at ${time.now()}`);
        resolve();
      });
      time.after(25, () => {
        fired.push(`early at ${time.now()}`);
        time.after(100, () => fired.push(`between at ${time.now()}`));
      });
      time.after(25, () => fired.push(`second at ${time.now()}`));
    });
    expect(fired).toEqual(['early at 25', 'second at 25', 'between at 125', 'late at 60000']);
  });

  it('stands still while something is stirring', async () => {
    const time = createQuietTime();
    let isLate = false;
    time.after(1, () => void (isLate = true));
    for (let turns = 0; turns < 50; turns += 1) {
      time.stir();
      await turn();
    }
    expect(isLate).toBe(false);
    for (let turns = 0; turns < 12; turns += 1) await turn();
    expect(isLate).toBe(true);
  });

  it('forgets what was cancelled', async () => {
    const time = createQuietTime();
    const cancel = time.after(10, () => expect.unreachable('was cancelled'));
    cancel();
    await new Promise<void>((resolve) => void time.after(20, resolve));
    expect(time.now()).toBe(20);
  });
});
