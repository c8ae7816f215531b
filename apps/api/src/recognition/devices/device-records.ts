import { DEVICE_MOTIONS_PER_SECOND } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { SharedState, type StateAddress } from '../../state/shared-state';
import type { ParticipantOfMeal } from '../table/seat';
import { hasFallenSilent, hear, isForgotten, isLooking, takeRequest, type DeviceRecord } from './device-record';

const GROUP = 'devices';

/** One instance of the api looks for silent browsers for all. */
const LAST_SWEEP: StateAddress = { group: 'devices sweep', key: 'at' };

/** A browser that has fallen silent. */
export interface SilentDevice extends ParticipantOfMeal {
  readonly connectionId: string;
}

/**
 * The browsers that look themselves: how much they may send and when they were heard last, the same from every instance of the
 * api. All methods reject with an ApplicationError `not_ready` where the state that the instances share cannot be reached.
 */
@Injectable()
export class DeviceRecords {
  constructor(private readonly state: SharedState) {}

  /** Whether a request is allowed; it then counts. */
  async takeRequest(participant: ParticipantOfMeal, now: number): Promise<boolean> {
    let allowed = false;
    await this.state.update<DeviceRecord>(addressOf(participant), (present) => {
      const next = takeRequest(present, DEVICE_MOTIONS_PER_SECOND, now);
      allowed = next !== undefined;
      return next ?? present;
    });
    return allowed;
  }

  /** Takes in that a browser was heard. */
  async hear(participant: ParticipantOfMeal, connectionId: string, now: number): Promise<void> {
    await this.state.update<DeviceRecord>(addressOf(participant), (present) =>
      hear(present ?? { left: 0, at: now }, connectionId, now),
    );
  }

  /**
   * Who has fallen silent and was not noted yet. Those that have been quiet for long are forgotten.
   * @param interval how often it is to be looked, over all instances, ms; sooner, nobody is found
   */
  async findSilent(interval: number, now: number): Promise<SilentDevice[]> {
    if (!(await this.#isDue(interval, now))) return [];
    const devices = [...(await this.state.readGroup<DeviceRecord>(GROUP))];
    for (const [key, record] of devices) if (isForgotten(record, now)) await this.#forget(key, now);
    return devices.flatMap(([key, record]) =>
      hasFallenSilent(record, now) ? [{ ...participantOf(key), connectionId: record.connectionId ?? '' }] : [],
    );
  }

  /** Whose own device looks at them now. */
  async looking(now: number): Promise<readonly ParticipantOfMeal[]> {
    const devices = [...(await this.state.readGroup<DeviceRecord>(GROUP))];
    return devices.filter(([, record]) => isLooking(record, now)).map(([key]) => participantOf(key));
  }

  /** Notes that what follows from a silence is done. */
  async noteSilence(participant: ParticipantOfMeal, now: number): Promise<void> {
    await this.state.update<DeviceRecord>(addressOf(participant), (present) =>
      present && hasFallenSilent(present, now) ? { ...present, silent: true } : present,
    );
  }

  async #isDue(interval: number, now: number): Promise<boolean> {
    let isDue = false;
    await this.state.update<number>(LAST_SWEEP, (last = -Infinity) => {
      // A moment that lies far ahead is of a clock that was set right since.
      isDue = now - last >= interval || last - now > interval;
      return isDue ? now : last;
    });
    return isDue;
  }

  async #forget(key: string, now: number): Promise<void> {
    await this.state.update<DeviceRecord>({ group: GROUP, key }, (present) =>
      present && isForgotten(present, now) ? undefined : present,
    );
  }
}

/** Neither id holds a space. */
function addressOf({ mealId, participantId }: ParticipantOfMeal): StateAddress {
  return { group: GROUP, key: `${mealId} ${participantId}` };
}

function participantOf(key: string): ParticipantOfMeal {
  const [mealId = '', participantId = ''] = key.split(' ');
  return { mealId, participantId };
}
