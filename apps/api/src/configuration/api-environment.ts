import { LOG_LEVELS, PublicDoorEnvironment, type LogLevel } from '@bapsang/server';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

const ADDRESS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** Whether participants may be given frame tickets at all. */
export const RECOGNITION_SWITCHES = ['on', 'off'] as const;

/** The whole configuration of the api: its properties bear the names of the environment's variables. */
export class ApiEnvironment extends PublicDoorEnvironment {
  /** How talkative the log is. */
  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: LogLevel = 'info';

  /** Port of REST and of the workers' gateway; 0 takes a free one. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly API_PORT: number = 5000;

  /** Address of the network interface to listen on. */
  @IsString()
  readonly API_HOST: string = '127.0.0.1';

  /** Signs meal ids, host keys and rejoin keys; every instance of the api needs the same. */
  @IsString()
  @MinLength(16)
  readonly API_SECRET!: string;

  /** With it administrators log in who may look and act. */
  @IsString()
  @MinLength(16)
  readonly ADMIN_SECRET!: string;

  /** With it administrators log in who may only look. Not set: nobody does. */
  @IsOptional()
  @IsString()
  @MinLength(16)
  readonly ADMIN_READ_SECRET?: string;

  /**
   * Shared with the ai-workers: signs frame tickets and checks the workers that dial in. Several are separated by commas: the first
   * signs, all are accepted, so that it can be replaced without a pause.
   */
  @Matches(/^[^,]{16,}(,[^,]{16,})*$/, {
    message: 'WORKER_SECRET must be 16 characters or more, several separated by commas',
  })
  readonly WORKER_SECRET!: string;

  /** Where OpenVidu answers. */
  @IsUrl(ADDRESS)
  readonly OPENVIDU_URL: string = 'http://localhost:4443';

  /** OpenVidu's own secret. */
  @IsString()
  @MinLength(1)
  readonly OPENVIDU_SECRET!: string;

  /** Which OpenVidu brings to `POST /api/openvidu/webhook` as a bearer token. Not set: its events are not taken. */
  @IsOptional()
  @IsString()
  @MinLength(16)
  readonly OPENVIDU_WEBHOOK_SECRET?: string;

  /** How often what is known is compared with OpenVidu's list of sessions, ms. */
  @Type(() => Number)
  @IsInt()
  @Min(100)
  @Max(3_600_000)
  readonly RECONCILE_INTERVAL: number = 30_000;

  /** Where the participants' page is served; join links begin with it. */
  @IsUrl(ADDRESS)
  readonly WEB_URL: string = 'http://localhost:8080';

  /** How many people can sit at one table. OpenVidu must let as many into a session. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly MEAL_SEATS: number = 12;

  /** Origins whose pages may call the api, separated by commas; `*` for all. */
  @IsString()
  readonly CORS_ORIGINS: string = '*';

  /** Whether participants may be given frame tickets. */
  @IsIn(RECOGNITION_SWITCHES)
  readonly RECOGNITION: (typeof RECOGNITION_SWITCHES)[number] = 'on';

  /** The Redis through which several instances of the api know the same, `redis://host:port`. Not set: this one is alone. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['redis', 'rediss'] })
  readonly REDIS_URL?: string;

  /** The PostgreSQL that holds the journal of several instances. Not set: the folder `JOURNAL_FOLDER` does. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['postgres', 'postgresql'] })
  readonly DATABASE_URL?: string;

  /**
   * Folder of the embedded PostgreSQL in which this api, and no other, keeps the journal where no `DATABASE_URL` is set. Not set
   * either: it begins anew after a restart.
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly JOURNAL_FOLDER?: string;

  /** How long the journal keeps a meal after the last that happened at it, days. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(36_500)
  readonly JOURNAL_RETENTION_DAYS: number = 30;
}
