import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MOTIONS, RECOGNITION_STATES, type Motion, type RecognitionState } from '../motion/motion';
import { MotionTotals } from '../motion/motion-totals';

/** What a list of sessions can be sorted by. */
export const SESSION_SORTS = ['since', 'participants', 'sessionId'] as const;

/** One of {@link SESSION_SORTS}. */
export type SessionSort = (typeof SESSION_SORTS)[number];

/** Which way a list is sorted. */
export const SORT_ORDERS = ['ascending', 'descending'] as const;

/** One of {@link SORT_ORDERS}. */
export type SortOrder = (typeof SORT_ORDERS)[number];

/** The most sessions of one page of the list. */
export const SESSIONS_PAGE_SIZE_MAX = 200;

/** Query of `GET /api/admin/sessions`. */
export class AdminSessionsQuery {
  /** Only sessions whose id, or the name or id of somebody in them, contains it; capitals do not matter. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly search?: string;

  /** Only sessions with somebody who is recognised so. */
  @IsOptional()
  @IsIn(RECOGNITION_STATES)
  readonly recognition?: RecognitionState;

  /** Only sessions with somebody at this worker. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly workerId?: string;

  @IsIn(SESSION_SORTS)
  readonly sort: SessionSort = 'since';

  @IsIn(SORT_ORDERS)
  readonly order: SortOrder = 'descending';

  /** From 1. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly page: number = 1;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(SESSIONS_PAGE_SIZE_MAX)
  readonly pageSize: number = 50;
}

/** A stream that a connection publishes, as OpenVidu describes it. */
export class AdminStream {
  @IsString()
  readonly streamId!: string;

  @IsBoolean()
  readonly hasAudio!: boolean;

  @IsBoolean()
  readonly hasVideo!: boolean;

  /** Whether the microphone is on. */
  @IsBoolean()
  readonly audioActive!: boolean;

  /** Whether the camera or screen is on. */
  @IsBoolean()
  readonly videoActive!: boolean;

  /** Frames a second that the publisher asked its camera for; absent where unknown. */
  @IsOptional()
  @IsNumber()
  readonly frameRate?: number;

  /** Pixels, as OpenVidu writes them: `{"width":640,"height":480}`; absent where unknown. */
  @IsOptional()
  @IsString()
  readonly videoDimensions?: string;
}

/** An active connection of a session. */
export class AdminConnection {
  @IsString()
  readonly connectionId!: string;

  /** Since when the connection is active, ms since the epoch. */
  @IsInt()
  readonly since!: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminStream)
  readonly streams!: readonly AdminStream[];
}

/** Somebody in a session, on the connection on which they sit. */
export class AdminParticipant extends AdminConnection {
  /** Absent for connections that were not made through a meal (OpenVidu's tutorial pages). */
  @IsOptional()
  @IsString()
  readonly participantId?: string;

  @IsOptional()
  @IsString()
  readonly displayName?: string;

  /** OpenVidu's: `MODERATOR` is the host, `PUBLISHER` a guest. */
  @IsString()
  readonly role!: string;

  @IsIn(RECOGNITION_STATES)
  readonly recognition!: RecognitionState;

  @IsIn(MOTIONS)
  readonly motion!: Motion;

  @ValidateNested()
  @Type(() => MotionTotals)
  readonly totals!: MotionTotals;

  /** The worker where they have a place, or `device` where their own device looks; absent where nobody does. */
  @IsOptional()
  @IsString()
  readonly workerId?: string;

  /** How sure the newest motion is, 0 to 1: the quality of what the recognition sees. Absent until something was seen. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly confidence?: number;

  /** When the frame of the newest motion was taken, ms since the epoch. Absent until something was seen. */
  @IsOptional()
  @IsInt()
  readonly seenAt?: number;
}

/** A connection that carries the screen of a participant; it seats nobody. */
export class AdminScreen extends AdminConnection {
  /** Whose screen it is. */
  @IsString()
  readonly participantId!: string;
}

/** One active session; answer of `GET /api/admin/sessions/:sessionId`. */
export class AdminSession {
  @IsString()
  readonly sessionId!: string;

  /** Whether it is a meal of ours; else a session of OpenVidu's tutorial pages. */
  @IsBoolean()
  readonly meal!: boolean;

  /** Since when, ms since the epoch. */
  @IsInt()
  readonly since!: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminParticipant)
  readonly participants!: readonly AdminParticipant[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminScreen)
  readonly screens!: readonly AdminScreen[];
}

/** Answer of `GET /api/admin/sessions`: one page of the active sessions that the query asks for. */
export class AdminSessions {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminSession)
  readonly sessions!: readonly AdminSession[];

  /** How many the query finds, over all pages. */
  @IsInt()
  @Min(0)
  readonly total!: number;

  @IsInt()
  readonly page!: number;

  @IsInt()
  readonly pageSize!: number;
}
