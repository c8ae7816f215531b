import { Injectable } from '@nestjs/common';

/** The time of day, as one class, so that a test can stand still. */
@Injectable()
export class Clock {
  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now();
  }
}
