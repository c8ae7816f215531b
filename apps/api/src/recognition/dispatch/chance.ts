import { Injectable } from '@nestjs/common';

/** Chance, as one class, so that a test can repeat it. */
@Injectable()
export class Chance {
  /** A number in [0, 1). */
  next(): number {
    return Math.random();
  }
}
