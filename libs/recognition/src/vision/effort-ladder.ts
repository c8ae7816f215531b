import { EFFORT_STEPS, effortStep } from './effort-steps';

/** How busy an inference process was over one window of time. */
export interface ProcessLoad {
  /** Share of the window in which it had a frame to look at, 0 to 1. */
  readonly busy: number;
  /** How long frames that were due waited for it on average, ms. */
  readonly wait: number;
  /** How long a frame kept it busy on average, ms; 0 without frames. */
  readonly frameCost: number;
  /** The part of the frame's cost that the body took on average, ms. */
  readonly body: number;
  /** The part of the frame's cost that the hands took on average, ms. */
  readonly hands: number;
  /** How many times more frames would come if participants were not slowed down, at least 1. */
  readonly heldBack: number;
}

/** Limits of {@link EffortLadder}. */
export const LADDER_LIMITS = {
  /** A process busier than this falls behind as soon as anything comes on top. */
  busy: 0.85,
  /** Frames that wait longer than this are late before they are looked at, ms. */
  wait: 150,
  /** More work is taken on only where no more than this share of each limit would be used then. */
  calm: 0.8,
  /** For so many windows in a row it must look calm. */
  patience: 3,
  /** Overload so soon after more work was taken on, in windows, shows that this was a mistake. */
  relapse: 10,
  /** After mistakes patience doubles, up to so many windows. */
  longestPatience: 300,
} as const;

/**
 * Decides how much work an inference process is given: a step less whenever it was overloaded for a window, a step more when
 * the step before would have left it calm. What a step more would cost is computed from what body and hands take now, so that
 * a constant load has one step at which it stays; where the computation is wrong, ever longer patience keeps it from going
 * to and fro.
 */
export class EffortLadder {
  private current = 0;
  private calmWindows = 0;
  private patience: number = LADDER_LIMITS.patience;
  private windowsSinceMore = Infinity;

  /** The present step, an index of {@link EFFORT_STEPS}. */
  get step(): number {
    return this.current;
  }

  /**
   * Takes in the load of a window.
   * @returns the step for the next window
   */
  update(load: ProcessLoad): number {
    this.windowsSinceMore += 1;
    if (this.windowsSinceMore > LADDER_LIMITS.relapse && this.windowsSinceMore !== Infinity) {
      this.patience = LADDER_LIMITS.patience;
      this.windowsSinceMore = Infinity;
    }
    if (isOverloaded(load)) this.takeLess();
    else if (this.current > 0 && isCalm(load, costOfStepMore(this.current, load))) this.waitForMore();
    else this.calmWindows = 0;
    return this.current;
  }

  private takeLess(): void {
    this.calmWindows = 0;
    if (this.windowsSinceMore <= LADDER_LIMITS.relapse) {
      this.patience = Math.min(LADDER_LIMITS.longestPatience, this.patience * 2);
      this.windowsSinceMore = Infinity;
    }
    this.current = Math.min(EFFORT_STEPS.length - 1, this.current + 1);
  }

  private waitForMore(): void {
    this.calmWindows += 1;
    if (this.calmWindows < this.patience) return;
    this.calmWindows = 0;
    this.windowsSinceMore = 0;
    this.current -= 1;
  }
}

const isOverloaded = ({ busy, wait }: ProcessLoad): boolean => busy > LADDER_LIMITS.busy || wait > LADDER_LIMITS.wait;

/** Whether a load would leave room if it were so many times as large. */
function isCalm({ busy, wait }: ProcessLoad, times: number): boolean {
  return (
    busy * times < LADDER_LIMITS.busy * LADDER_LIMITS.calm && wait * times < LADDER_LIMITS.wait * LADDER_LIMITS.calm
  );
}

/** How many times the present load the step before would be, at least 1. */
function costOfStepMore(step: number, { frameCost, body, hands, heldBack }: ProcessLoad): number {
  const now = effortStep(step);
  const more = effortStep(step - 1);
  const rate = now.slowed && !more.slowed ? heldBack : 1;
  if (frameCost === 0) return rate;
  const extra = body * (now.effort.body / more.effort.body - 1) + hands * (now.effort.hands / more.effort.hands - 1);
  return rate * (1 + extra / frameCost);
}
