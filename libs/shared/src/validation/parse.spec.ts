import fc from 'fast-check';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Min, ValidateNested } from 'class-validator';
import {
  ApplicationError,
  ErrorBody,
  FrameHeader,
  FrameTicketClaims,
  JoinMeal,
  MotionReportBatch,
  MotionSignal,
  parse,
  ParticipantIdentity,
  RecognitionGrant,
  RenewRecognition,
  WorkerLoad,
  WorkerRegistration,
} from '../index';

class Dish {
  @IsString()
  readonly name!: string;

  @IsInt()
  @Min(1)
  readonly portions!: number;
}

class Table {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Dish)
  readonly dishes!: readonly Dish[];

  @IsString()
  readonly place!: string;
}

/** What parse throws for a value. */
function faultOf(contract: new () => object, value: unknown): ApplicationError {
  try {
    parse(contract, value);
  } catch (error) {
    if (error instanceof ApplicationError) return error;
    throw error;
  }
  throw new Error('The value was taken.');
}

describe('parse', () => {
  it('returns an instance with its nested instances', () => {
    const table = parse(Table, { place: 'home', dishes: [{ name: 'rice', portions: 2 }] });
    expect(table).toBeInstanceOf(Table);
    expect(table.dishes[0]).toBeInstanceOf(Dish);
    expect(table).toEqual({ place: 'home', dishes: [{ name: 'rice', portions: 2 }] });
  });

  it('refuses what is nested too deep to be walked through', () => {
    const deep: unknown = JSON.parse(`{"place":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    expect(faultOf(Table, deep).message).toBe('Table is nested more than 20 levels deep.');
  });

  it('leaves out what the contract does not name, at every depth', () => {
    const table = parse(Table, { place: 'home', admin: true, dishes: [{ name: 'rice', portions: 2, price: 5 }] });
    expect(Object.keys(table).sort()).toEqual(['dishes', 'place']);
    expect(Object.keys(table.dishes[0]!).sort()).toEqual(['name', 'portions']);
  });

  it('names every fault with the path of its property', () => {
    const { code, status, retryable, details } = faultOf(Table, {
      dishes: [{ name: 'rice', portions: 0 }, { portions: 1 }],
    });
    expect({ code, status, retryable }).toEqual({ code: 'invalid_request', status: 400, retryable: false });
    expect([...(details ?? [])].sort()).toEqual([
      'dishes.0.portions must not be less than 1',
      'dishes.1.name must be a string',
      'place must be a string',
    ]);
  });

  it.each([undefined, null, 'text', 5, true, [], [{ place: 'home' }]])('refuses %p, which is no object', (value) => {
    expect(faultOf(Table, value).message).toBe('Expected an object (Table).');
  });

  it('never repeats the values that it refuses', () => {
    expect(JSON.stringify(faultOf(RenewRecognition, { connectionId: ['a secret'] }).toBody())).not.toContain(
      'a secret',
    );
  });

  it('is not led astray by a prototype in the value', () => {
    const value: unknown = JSON.parse(
      '{"__proto__":{"role":"admin"},"constructor":{"prototype":{}},"connectionId":"c"}',
    );
    const parsed = parse(RenewRecognition, value);
    expect(parsed).toBeInstanceOf(RenewRecognition);
    expect(Object.keys(parsed)).toEqual(['connectionId']);
    expect('role' in parsed).toBe(false);
    expect('role' in {}).toBe(false);
  });

  it.each(['constructor', '__proto__', 'prototype'])(
    'refuses an object with a member %s in place of a text',
    (name) => {
      const value: unknown = JSON.parse(`{"place":{"${name}":1},"dishes":[]}`);
      expect(faultOf(Table, value).details).toEqual(['place must be a string']);
    },
  );

  const contracts: readonly (new () => object)[] = [
    ErrorBody,
    FrameHeader,
    FrameTicketClaims,
    JoinMeal,
    MotionReportBatch,
    MotionSignal,
    ParticipantIdentity,
    RecognitionGrant,
    RenewRecognition,
    WorkerLoad,
    WorkerRegistration,
  ];

  it.each(contracts.map((contract) => [contract.name, contract] as const))(
    'takes or refuses whatever comes, and throws nothing else: %s',
    (_name, contract) => {
      const names = (faultOf(contract, {}).details ?? []).map((fault) => fault.split(' ')[0] ?? '');
      const rubbish = fc.oneof(
        fc.jsonValue(),
        fc.anything(),
        fc.dictionary(fc.constantFrom('reports', 'events', ...names), fc.anything()),
      );
      fc.assert(
        fc.property(rubbish, (value) => {
          try {
            expect(parse(contract, value)).toBeInstanceOf(contract);
          } catch (error) {
            expect(error).toMatchObject({ name: 'ApplicationError', code: 'invalid_request' });
          }
        }),
      );
    },
  );
});
