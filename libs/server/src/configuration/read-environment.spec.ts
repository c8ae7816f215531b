import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min, MinLength } from 'class-validator';
import { ConfigurationError, readEnvironment, variableNames } from './read-environment';

class KitchenEnvironment {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly KITCHEN_PORT: number = 7000;

  @IsIn(['on', 'off'])
  readonly KITCHEN_LIGHT: string = 'on';

  @IsString()
  @MinLength(16)
  readonly KITCHEN_SECRET!: string;

  @IsOptional()
  @IsString()
  readonly KITCHEN_NOTE?: string;
}

const secret = 'sixteen-letters!';

function faultsOf(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readEnvironment(KitchenEnvironment, variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('readEnvironment', () => {
  it('takes the defaults for what is not set or empty', () => {
    const defaults = { KITCHEN_PORT: 7000, KITCHEN_LIGHT: 'on', KITCHEN_SECRET: secret };
    expect(readEnvironment(KitchenEnvironment, { KITCHEN_SECRET: secret })).toMatchObject(defaults);
    const empty = { KITCHEN_SECRET: secret, KITCHEN_PORT: '', KITCHEN_LIGHT: '', KITCHEN_NOTE: undefined };
    expect(readEnvironment(KitchenEnvironment, empty)).toMatchObject(defaults);
  });

  it('reads numbers out of text', () => {
    expect(readEnvironment(KitchenEnvironment, { KITCHEN_SECRET: secret, KITCHEN_PORT: '0' }).KITCHEN_PORT).toBe(0);
  });

  it('lists every fault at once, with the name of its variable', () => {
    const faults = faultsOf({ KITCHEN_PORT: 'warm', KITCHEN_LIGHT: 'dim', KITCHEN_SECRET: 'short' });
    const named = new Set(faults.map((fault) => fault.split(' ')[0]));
    expect(named).toEqual(new Set(['KITCHEN_PORT', 'KITCHEN_LIGHT', 'KITCHEN_SECRET']));
  });

  it('does not start without a secret, and has none of its own', () => {
    expect(faultsOf({}).length).toBeGreaterThan(0);
    expect(faultsOf({ KITCHEN_SECRET: '' }).every((fault) => fault.startsWith('KITCHEN_SECRET'))).toBe(true);
  });

  it('never repeats a value: it could be a secret', () => {
    expect(faultsOf({ KITCHEN_SECRET: 'hush', KITCHEN_LIGHT: 'hush' }).join()).not.toContain('hush');
  });

  it('says where the variables are described', () => {
    expect(() => readEnvironment(KitchenEnvironment, {})).toThrow(
      /^The configuration is not usable: .*\.env\.example\.$/,
    );
  });

  it('leaves the other variables of the environment alone, and nothing to be changed afterwards', () => {
    const configuration = readEnvironment(KitchenEnvironment, { KITCHEN_SECRET: secret, HOME: '/root' });
    expect(configuration).not.toHaveProperty('HOME');
    expect(Object.isFrozen(configuration)).toBe(true);
  });
});

describe('variableNames', () => {
  it('names what a class reads, each once', () => {
    expect(variableNames(KitchenEnvironment)).toEqual([
      'KITCHEN_LIGHT',
      'KITCHEN_NOTE',
      'KITCHEN_PORT',
      'KITCHEN_SECRET',
    ]);
  });
});
