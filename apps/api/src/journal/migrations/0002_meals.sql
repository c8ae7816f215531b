CREATE INDEX "journal_entries_recorded_at" ON "journal_entries" ("recorded_at");
--> statement-breakpoint
CREATE TABLE "meals" (
	"meal_id" text PRIMARY KEY NOT NULL,
	"began_at" bigint,
	"resumed_at" bigint,
	"ended_at" bigint,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "participations" (
	"meal_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"joined_at" bigint,
	"left_at" bigint,
	"reason" text,
	CONSTRAINT "participations_meal_id_connection_id_pk" PRIMARY KEY ("meal_id", "connection_id")
);
--> statement-breakpoint
CREATE INDEX "participations_participant" ON "participations" ("meal_id", "participant_id");
--> statement-breakpoint
CREATE TABLE "forgotten_participants" (
	"meal_id" text NOT NULL,
	"digest" text NOT NULL,
	"forgotten_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "forgotten_participants_meal_id_digest_pk" PRIMARY KEY ("meal_id", "digest")
);
