import { Fn, Stack } from 'aws-cdk-lib';
import { ZONES } from '../deployment-sizes';

/**
 * A stack of no particular account and region, so that it can be made without asking AWS anything. CDK takes two zones for such a
 * stack; this one takes the first {@link ZONES} of the region.
 */
export abstract class ZonedStack extends Stack {
  override get availabilityZones(): string[] {
    return Array.from({ length: ZONES }, (_, index) => Fn.select(index, Fn.getAzs()));
  }
}
