/** How long to wait before asking again: 2 s doubling to 15 min, spread out so that phones do not come back together. */

const FIRST = 2_000; // ms
const LAST = 15 * 60_000;

export class Backoff {
  private failed = 0;
  private until = 0; // as the server said

  constructor(
    private readonly now: () => number,
    private readonly random: () => number,
  ) {}

  /** Count a failure and give the ms to wait; `asked`: what Retry-After said, which is never undercut. */
  next(asked?: number): number {
    const most = Math.min(LAST, FIRST * 2 ** Math.min(this.failed++, 20));
    const wait = most * (0.5 + this.random() / 2);
    if (asked === undefined) return wait;
    const told = Math.min(asked, LAST) * (1 + this.random() / 4);
    this.until = this.now() + told;
    return Math.max(told, wait);
  }

  /** Forget failures: the page is seen again, or the network is back. What the server asked for still holds. */
  reset(): number {
    this.failed = 0;
    return Math.max(0, this.until - this.now());
  }

  get waiting(): boolean {
    return this.failed > 0;
  }

  /** The server has answered as it should. */
  done(): void {
    this.failed = 0;
    this.until = 0;
  }
}
