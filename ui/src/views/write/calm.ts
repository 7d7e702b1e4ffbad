/**
 * Says things aloud calmly: the newest word once it has been quiet for a while, and not more often than is bearable.
 * A screen reader that spoke at every key stroke would be switched off.
 */
export class Calm {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last = Number.NEGATIVE_INFINITY;

  /** All in milliseconds: not more often than `every`, and `quiet` after the last call. */
  constructor(
    private readonly say: (text: string) => void,
    private readonly quiet: number,
    private readonly every: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  tell(text: string): void {
    this.hush();
    const wait = Math.max(this.quiet, this.last + this.every - this.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.last = this.now();
      this.say(text);
    }, wait);
  }

  /** Nothing is to be said any more. */
  hush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
