import { AuditEntry, EatingEvent, parse } from '@bapsang/shared';
import { Type } from 'class-transformer';
import { Equals, IsArray, IsIn, IsInt, IsNumber, IsOptional, IsString, Min, ValidateNested } from 'class-validator';

/** What every line of the journal's file has. Lines name ids, never people. */
class AnyLine {
  /** When it was written, ms since the epoch. */
  @IsInt()
  readonly at!: number;

  @IsString()
  readonly mealId!: string;
}

/** The bites and sips of one report. */
export class SeenLine extends AnyLine {
  @Equals('seen')
  readonly kind!: 'seen';

  @IsString()
  readonly participantId!: string;

  @IsString()
  readonly source!: string;

  @IsNumber()
  readonly sequence!: number;

  @IsString()
  readonly model!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => EatingEvent)
  readonly events!: readonly EatingEvent[];
}

/**
 * How files began before they held every report: what a participant had had all together after a report. It replaces what was
 * known of the participant, and says that all reports of the source up to this one are counted.
 */
export class CountedLine extends AnyLine {
  @Equals('counted')
  readonly kind!: 'counted';

  @IsString()
  readonly participantId!: string;

  @IsString()
  readonly source!: string;

  @IsInt()
  readonly sequence!: number;

  @IsInt()
  @Min(0)
  readonly bites!: number;

  @IsInt()
  @Min(0)
  readonly sips!: number;
}

/** What a host decided. */
export class DecidedLine extends AnyLine {
  @IsIn(['ended', 'removed'])
  readonly kind!: 'ended' | 'removed';

  /** With `removed`. */
  @IsOptional()
  @IsString()
  readonly participantId?: string;
}

/** What an administrator did. */
export class ActedLine {
  @Equals('acted')
  readonly kind!: 'acted';

  /** When it was done, ms since the epoch. */
  @IsInt()
  readonly at!: number;

  @ValidateNested()
  @Type(() => AuditEntry)
  readonly entry!: AuditEntry;
}

/** A line of the journal's file. */
export type JournalLine = SeenLine | CountedLine | DecidedLine | ActedLine;

/** @returns undefined for a text that is none, for example the half of one that a crash left */
export function readJournalLine(text: string): JournalLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const { kind } = value as { readonly kind?: unknown };
    if (kind === 'seen') return parse(SeenLine, value);
    if (kind === 'counted') return parse(CountedLine, value);
    if (kind === 'acted') return parse(ActedLine, value);
    return parse(DecidedLine, value);
  } catch {
    return undefined;
  }
}
