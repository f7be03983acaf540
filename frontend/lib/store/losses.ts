/** Noticing that the browser has cleared the store, and saying it until the worker has read it. */
import { today } from '../clock';
import { leaveMark, readMark } from './canary';
import type { Database } from './database';
import type { Meta } from './identity';
import type { Loss } from './loss';
import type { Platform } from './platform';
import type { Pocket } from './pocket';
import type * as Rescue from './rescue';

export class Losses {
  seq = 0; // the highest number allotted so far
  private told: Loss | undefined;

  constructor(
    private readonly on: Platform,
    private readonly pocket: Pocket,
    private readonly rescue: () => Promise<typeof Rescue>,
    private readonly tell: (loss: Loss | undefined) => void,
  ) {}

  /** Compare the marks outside with the box: all of them where it is new, the nearest one otherwise. */
  async look(box: Database, { identity, seq, loss }: Meta, near: string | undefined): Promise<void> {
    this.seq = seq?.value ?? 0;
    if (loss) this.tell((this.told = { on: loss.on, unsent: loss.unsent }));
    const mark = identity ? readMark(near) : await (await this.rescue()).highestMark(this.on, this.pocket);
    if (mark && mark.seq > this.seq) await this.add(box, { on: mark.on, unsent: mark.seq - this.seq });
  }

  /** Add to what was lost. */
  async add(box: Database, { on, unsent }: Loss): Promise<void> {
    const loss = { on: this.told?.on ?? on, unsent: unsent + (this.told?.unsent ?? 0) };
    await (await this.rescue()).keepLoss(box, loss);
    this.tell((this.told = loss));
    this.leave(true); // or the same loss would be counted again
  }

  async forget(box: Database | undefined): Promise<void> {
    if (box) await (await this.rescue()).keepLoss(box);
    this.tell((this.told = undefined));
  }

  /** Leave marks outside of how far the box has come. */
  leave(everywhere?: boolean): void {
    leaveMark(this.on, this.pocket, { on: today(), seq: this.seq }, everywhere);
  }
}
